import { z } from "zod";
import { parseAmount } from "../amounts/parseAmount.js";
import { parseMoney } from "../amounts/parseMoney.js";
import { readAmounts } from "./readAmounts.js";
import { readObject } from "./readObject.js";
import { shapes } from "./shapes.js";

const schema = (decimals: number) =>
  z
    .strictObject({
      noticeDays: shapes.whole(0, 365).transform(BigInt),
      subscriptionDays: shapes.whole(1, 365).transform(BigInt),
      softCap: shapes.decimal,
      hardCap: shapes.decimal,
      minimumSubscription: shapes.decimal,
      cashCurrency: shapes.currency,
      pricePerUnit: shapes.decimal,
      reserve: shapes.decimal,
      prospectus: shapes.path,
    })
    .transform((raw, context) => {
      const money = readAmounts(
        raw,
        ["pricePerUnit", "reserve"],
        (text) => parseMoney(text, raw.cashCurrency),
        context,
      );
      const units = readAmounts(
        raw,
        ["softCap", "hardCap", "minimumSubscription"],
        (text) => parseAmount(text, decimals),
        context,
      );
      if (money === undefined || units === undefined) return z.NEVER;
      if (units.softCap > units.hardCap) {
        context.addIssue({ code: "custom", path: ["softCap"], message: "it is above the hard cap" });
      }
      return { ...raw, ...money, ...units };
    });

/** What an offer file says. Caps and the least subscription are in base units. */
export type OfferInput = ReturnType<typeof parseOffer>;

/**
 * Reads offer.json.
 * @param decimals Decimals of the token, in which units are written.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseOffer(file: string, text: string, decimals: number) {
  return readObject(file, text, schema(decimals));
}
