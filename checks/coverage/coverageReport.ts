import type { FileCoverage } from "./measureCoverage.js";
import { total } from "./total.js";

/** The text a person reads: a row for each source, what was missed where, and the totals at the end. */
export function coverageReport(files: readonly FileCoverage[], minimum: number): string {
  const width = Math.max(20, ...files.map(({ path }) => path.length));
  const row = (name: string, among: readonly FileCoverage[]): string => {
    const cell = (key: "lines" | "branches"): string => {
      const { found, hit, percent } = total(among, key);
      const share = found === 0 ? "–" : `${percent.toFixed(2)} %`;
      return `${share.padStart(9)} (${hit}/${found})`.padEnd(23);
    };
    return `${name.padEnd(width)}  ${cell("lines")}${cell("branches")}`.trimEnd();
  };
  const sorted = files
    .filter(({ lines, branches }) => lines.found + branches.found > 0)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const missed = sorted.flatMap(({ path, missed: places }) =>
    places.map(({ line, what }) => `  ${path}:${line}  ${what}`),
  );
  return [
    ...(missed.length > 0 ? ["Not covered:", ...missed, ""] : []),
    `${"contracts/ without mocks".padEnd(width)}  ${"lines".padStart(9).padEnd(23)}${"branches".padStart(9)}`,
    ...sorted.map((file) => row(file.path, [file])),
    row("Total", sorted),
    `Asked for: ${minimum} % of each.`,
  ].join("\n");
}
