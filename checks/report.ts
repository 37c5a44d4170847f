import type { Finding } from "./Finding.js";

/** What one check came to. */
export type Outcome = { check: string; wants: string; seconds: number; findings: Finding[] };

/** The text a person reads at the end: everything that is wrong, then a table of the checks. */
export function report(outcomes: readonly Outcome[]): string {
  const lines: string[] = [];
  for (const { check, wants, findings } of outcomes.filter((outcome) => outcome.findings.length > 0)) {
    lines.push("", `${check}: ${wants}`);
    for (const { file, line, message } of findings)
      lines.push(`  ${file}${line > 0 ? `:${line}` : ""}  ${message}`);
  }
  lines.push("");
  const width = Math.max(...outcomes.map(({ check }) => check.length));
  for (const { check, seconds, findings } of outcomes) {
    const verdict = findings.length === 0 ? "ok" : `${findings.length} wrong`;
    lines.push(`  ${check.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${verdict}`);
  }
  return lines.join("\n");
}
