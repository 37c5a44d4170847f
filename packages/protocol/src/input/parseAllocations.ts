import { z } from "zod";
import { parseAmount } from "../amounts/parseAmount.js";
import { readTable } from "./readTable.js";
import { refine } from "./refine.js";
import { shapes } from "./shapes.js";

/** Units allotted to one investor, base units. */
export type AllocationInput = ReturnType<typeof parseAllocations>[number];

/**
 * Reads allocations.csv: lei, units.
 * @param decimals Decimals of the token, in which units are written.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseAllocations(file: string, text: string, decimals: number) {
  const units = refine((value) => parseAmount(value, decimals)).refine((value) => value > 0n, "it is zero");
  return readTable(file, text, z.strictObject({ lei: shapes.lei, units }), ["lei"]);
}
