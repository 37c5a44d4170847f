import type { AuditTrail } from "./AuditLine.js";

const COLUMNS = [
  "line",
  "block",
  "time",
  "transaction",
  "logIndex",
  "contract",
  "address",
  "event",
  "args",
  "previous",
  "hash",
] as const;

function quote(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function formatCsv({ header, lines, count, head, proofs }: AuditTrail): string {
  const rows = lines.map((line) =>
    COLUMNS.map((column) => quote(column === "args" ? JSON.stringify(line.args) : String(line[column]))).join(
      ",",
    ),
  );
  const first = `header,${quote(JSON.stringify(header))}`;
  const last = proofs === undefined ? [] : [`proofs,${quote(JSON.stringify(proofs))}`];
  return `${[first, COLUMNS.join(","), ...rows, `end,${String(count)},${head}`, ...last].join("\n")}\n`;
}

/**
 * A trail as a file: JSON for machines, CSV for spreadsheets. Both hold the same lines and verify alike.
 * @param format File format.
 */
export function formatAudit(trail: AuditTrail, format: "json" | "csv"): string {
  return format === "csv" ? formatCsv(trail) : `${JSON.stringify(trail, undefined, 1)}\n`;
}
