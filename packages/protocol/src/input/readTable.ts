import type { z } from "zod";
import { ProtocolError } from "../errors.js";
import { checkShape } from "./checkShape.js";
import { readCsv } from "./readCsv.js";

/** A typed row and the line of its file. */
export type Lined<Row> = Row & { readonly line: number };

/**
 * Reads a CSV file by a schema of its rows.
 * @param unique Columns in which a value may stand once.
 */
export function readTable<Shape extends z.ZodRawShape>(
  file: string,
  text: string,
  schema: z.ZodObject<Shape>,
  unique: readonly (keyof Shape & string)[],
): readonly Lined<z.infer<z.ZodObject<Shape>>>[] {
  const rows = readCsv(file, text, Object.keys(schema.shape));
  const seen = new Map(unique.map((column) => [column, new Map<string, number>()]));
  return rows.map(({ line, cells }) => {
    const row = checkShape(schema, cells, { file, lineAt: () => line });
    for (const [field, lines] of seen) {
      const value = cells[field] ?? "";
      const firstLine = lines.get(value);
      if (firstLine !== undefined)
        throw new ProtocolError("INPUT_DUPLICATE", { file, line, field, value, firstLine });
      lines.set(value, line);
    }
    return { ...row, line };
  });
}
