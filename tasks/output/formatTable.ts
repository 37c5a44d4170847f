import type { Cell } from "./Output.js";

const isNumeric = (text: string): boolean => /^-?[\d,]+(\.\d+)?$/.test(text);

/** Rows as an aligned table; numbers to the right. */
export function formatTable(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const first = rows[0];
  if (first === undefined) return "(none)";
  const names = Object.keys(first);
  const cells = rows.map((row) => names.map((name) => String(row[name] ?? "")));
  const widths = names.map((name, column) =>
    Math.max(name.length, ...cells.map((row) => (row[column] ?? "").length)),
  );
  const numeric = names.map((_, column) =>
    cells.every((row) => row[column] === "" || isNumeric(row[column] ?? "")),
  );
  const format = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return numeric[column] === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [format(names), widths.map((width) => "─".repeat(width)).join("  "), ...cells.map(format)].join(
    "\n",
  );
}
