import { z } from "zod";
import { documentShapes } from "./documentShapes.js";
import { keyPoint } from "./keyPoint.js";

const { amount, asset, count, element } = documentShapes;

const jurisdiction = z.number().int().min(0).max(999);

const isDistinct = (values: readonly bigint[]): boolean => new Set(values).size === values.length;

/** Rules of one asset, as registrars take them. */
export const assetRulesSchema = z.strictObject({
  asset: asset.refine((number) => number > 0n && number < 1n << 14n, "not 1 … 16,383"),
  /** ISO 3166-1 numeric codes of receivers. */
  jurisdictions: z.array(jurisdiction),
  /** The most that one payment may hold, base units. */
  cap: amount,
  auditor: keyPoint,
});

/** One holder, as registrars know it. */
const holder = z.strictObject({
  key: element,
  /** Unix seconds. */
  expiresAt: count,
  jurisdiction,
  isFrozen: z.boolean(),
});

/** Who holds and under which rules, as registrars signed it (SETTLE-99): the order is that of the leaves. */
export const rosterSchema = z.strictObject({
  domain: element,
  number: count,
  /** Unix seconds at which registrars took it. */
  time: count,
  holders: z
    .array(holder)
    .max(1 << 20)
    .refine((list) => isDistinct(list.map(({ key }) => key)), "a key occurs twice"),
  /** Without asset 0, whose rules are always the same. */
  rules: z
    .array(assetRulesSchema)
    .refine((list) => isDistinct(list.map(({ asset: number }) => number)), "an asset occurs twice"),
  /** 65 bytes each, of registrars over the roots. */
  signatures: z.array(z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{130}$/)])),
});

/** See {@link rosterSchema}. */
export type Roster = z.output<typeof rosterSchema>;
export type RosterDocument = z.input<typeof rosterSchema>;
