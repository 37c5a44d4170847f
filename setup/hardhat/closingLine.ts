import type { Tally } from "./Tally.js";

/** The line that ends a test run: "N passed, N failed", ", N skipped" when there are any, and what could not be run. */
export function closingLine(tallies: readonly Tally[], notRun: readonly string[] = []): string {
  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  const skipped = sum("skipped") === 0 ? "" : `, ${sum("skipped")} skipped`;
  const missing = notRun.map((phrase) => `; not run: ${phrase}`).join("");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped}${missing}`;
}
