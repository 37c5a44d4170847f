import { z } from "zod";
import { readTable } from "./readTable.js";
import { shapes } from "./shapes.js";

const schema = z.strictObject({
  name: shapes.line,
  lei: shapes.lei,
  country: shapes.country,
  category: z.enum(["institutional", "professional", "corporate"]),
  wallet: z
    .string()
    .regex(/^(0|[1-9][0-9]{0,3})$/, "it is not the index of a wallet, 0 to 9999")
    .transform(Number),
});

/** Investors of the register, with the line each stands on. */
export type InvestorInput = ReturnType<typeof parseInvestors>[number];

/**
 * Reads investors.csv: name, lei, country, category, wallet.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseInvestors(file: string, text: string) {
  return readTable(file, text, schema, ["lei", "wallet"]);
}
