import type { Tally } from "./Tally.js";

/** The line that ends a test run: "N passed, N failed", and ", N skipped" when there are any. */
export function closingLine(tallies: readonly Tally[]): string {
  const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
  const skipped = sum("skipped") === 0 ? "" : `, ${sum("skipped")} skipped`;
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped}`;
}
