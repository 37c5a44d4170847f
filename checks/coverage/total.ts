import type { FileCoverage } from "./measureCoverage.js";

/** The sum over sources and its share in percent; nothing to cover counts as nothing covered. */
export function total(
  files: readonly FileCoverage[],
  key: "lines" | "branches",
): { found: number; hit: number; percent: number } {
  const sum = files.reduce((a, file) => ({ found: a.found + file[key].found, hit: a.hit + file[key].hit }), {
    found: 0,
    hit: 0,
  });
  return { ...sum, percent: sum.found === 0 ? 0 : (sum.hit * 100) / sum.found };
}
