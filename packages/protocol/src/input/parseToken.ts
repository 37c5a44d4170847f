import { z } from "zod";
import { parseAmount } from "../amounts/parseAmount.js";
import { readAmounts } from "./readAmounts.js";
import { readObject } from "./readObject.js";
import { shapes } from "./shapes.js";

const schema = z
  .strictObject({
    name: shapes.line,
    symbol: z.string().regex(/^[A-Z][A-Z0-9]{1,10}$/, "it is not 2 to 11 upper-case letters or digits"),
    decimals: shapes.whole(0, 18),
    isin: shapes.isin,
    allowedCountries: z.array(shapes.country).min(1, "it allows no country"),
    maxBalance: shapes.decimal,
    lockupSeconds: shapes.whole(0, 315_360_000).transform(BigInt),
    metadata: z.record(shapes.line, shapes.line),
  })
  .transform((raw, context) => {
    const read = readAmounts(raw, ["maxBalance"], (text) => parseAmount(text, raw.decimals), context);
    return read === undefined ? z.NEVER : { ...raw, ...read };
  });

/** What a token file says. `maxBalance` is in base units; `hash` is the metadata hash of a tokenization. */
export type TokenInput = ReturnType<typeof parseToken>;

/**
 * Reads token.json.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseToken(file: string, text: string) {
  return readObject(file, text, schema);
}
