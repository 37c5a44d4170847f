import { z } from "zod";
import { parseAmount } from "../amounts/parseAmount.js";
import { parseMoney } from "../amounts/parseMoney.js";
import { ProtocolError } from "../errors.js";
import { finalityClasses } from "../finalityClasses.js";
import type { FinalityClassName } from "../finalityClasses.js";
import { couponSchedule } from "../schedule/couponSchedule.js";
import { dayCounts } from "../schedule/dayCounts.js";
import type { DayCountName } from "../schedule/dayCounts.js";
import { revenueSchedule } from "../schedule/revenueSchedule.js";
import { readAmounts } from "./readAmounts.js";
import { readObject } from "./readObject.js";
import { shapes } from "./shapes.js";

const common = {
  units: shapes.decimal,
  decimals: shapes.whole(0, 18),
  unitValue: shapes.decimal,
  redemptionValue: shapes.decimal,
  haircutBps: shapes.whole(0, 9_999).transform(BigInt),
  currency: shapes.currency,
  finalityClass: z.enum(Object.keys(finalityClasses) as [FinalityClassName, ...FinalityClassName[]]),
  gracePeriodDays: shapes.whole(0, 3_650).transform(BigInt),
  isin: shapes.isin,
  cfi: shapes.cfi,
  termSheet: shapes.path,
};

const note = z.strictObject({
  instrument: z.literal("revenue-share-note"),
  ...common,
  revenueShareBps: shapes.whole(1, 10_000).transform(BigInt),
  reportingPeriodMonths: shapes.whole(1, 12).transform(BigInt),
  firstPeriodEnd: shapes.day,
  maturity: shapes.day,
  paymentDays: shapes.whole(0, 366).transform(BigInt),
});

const bond = z.strictObject({
  instrument: z.literal("fixed-coupon-bond"),
  ...common,
  issueDate: shapes.day,
  maturity: shapes.day,
  couponRate: shapes.decimal,
  frequency: shapes.whole(1, 12).transform(BigInt),
  dayCount: z.enum(Object.keys(dayCounts) as [DayCountName, ...DayCountName[]]),
});

const amounts = (raw: z.infer<typeof note> | z.infer<typeof bond>, context: z.RefinementCtx) => {
  const money = readAmounts(
    raw,
    ["unitValue", "redemptionValue"],
    (text) => parseMoney(text, raw.currency),
    context,
  );
  const units = readAmounts(raw, ["units"], (text) => parseAmount(text, raw.decimals), context);
  return money === undefined || units === undefined ? undefined : { ...money, ...units };
};

/** Refuses terms that give no schedule, at the field `path`. */
function check(run: () => unknown, path: string, context: z.RefinementCtx): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    context.addIssue({ code: "custom", path: [path], message: String(error.context["problem"]) });
  }
}

const noteTerms = note.transform((raw, context) => {
  const read = amounts(raw, context);
  if (read === undefined) return z.NEVER;
  const revenue = {
    firstPeriodEndDay: raw.firstPeriodEnd,
    maturityDay: raw.maturity,
    periodMonths: raw.reportingPeriodMonths,
    paymentDays: raw.paymentDays,
    shareBps: raw.revenueShareBps,
  };
  check(() => revenueSchedule(revenue), "maturity", context);
  return { ...raw, ...read, revenue };
});

const bondTerms = bond.transform((raw, context) => {
  const read = amounts(raw, context);
  const rate = readAmounts(raw, ["couponRate"], (text) => parseAmount(text, 4), context);
  if (read === undefined || rate === undefined) return z.NEVER;
  const coupons = {
    issueDay: raw.issueDate,
    maturityDay: raw.maturity,
    couponRatePpm: rate.couponRate,
    frequency: raw.frequency,
    dayCount: raw.dayCount,
  };
  check(() => couponSchedule(coupons), "maturity", context);
  return { ...raw, ...read, bond: coupons };
});

const schema = z.discriminatedUnion("instrument", [noteTerms, bondTerms]);

/** What a terms file says. `units` are base units; `revenue` or `bond` are the instrument's terms as on chain. */
export type TermsInput = ReturnType<typeof parseTerms>;

/**
 * Reads terms.json.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseTerms(file: string, text: string) {
  return readObject(file, text, schema);
}
