import { z } from "zod";
import { parseMoney } from "../amounts/parseMoney.js";
import { readAmounts } from "./readAmounts.js";
import { readObject } from "./readObject.js";
import { shapes } from "./shapes.js";

const schema = z
  .strictObject({
    venue: shapes.mic,
    currency: shapes.currency,
    navPerUnit: shapes.decimal,
    reserve: shapes.decimal,
    agreement: shapes.path,
  })
  .transform((raw, context) => {
    const read = readAmounts(
      raw,
      ["navPerUnit", "reserve"],
      (text) => parseMoney(text, raw.currency),
      context,
    );
    return read === undefined ? z.NEVER : { ...raw, ...read };
  });

/** What a trading file says. */
export type TradingInput = ReturnType<typeof parseTrading>;

/**
 * Reads trading.json.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseTrading(file: string, text: string) {
  return readObject(file, text, schema);
}
