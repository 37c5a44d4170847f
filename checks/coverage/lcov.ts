import type { Coverable } from "./measureCoverage.js";

/** The same in the format that editors and coverage viewers read. */
export function lcov(coverable: readonly Coverable[], hits: ReadonlySet<string>): string {
  return coverable
    .map(({ path, statements, branches }) => {
      const lines = new Map<number, boolean>();
      for (const { line, tag } of statements) lines.set(line, (lines.get(line) ?? true) && hits.has(tag));
      const data = [...lines].sort(([a], [b]) => a - b).map(([line, isHit]) => `DA:${line},${isHit ? 1 : 0}`);
      const ways = branches.map(
        ({ line, tag }, index) =>
          `BRDA:${line},${Math.floor(index / 2)},${index % 2},${hits.has(tag) ? 1 : 0}`,
      );
      return ["TN:", `SF:${path}`, ...ways, ...data, "end_of_record"].join("\n");
    })
    .join("\n");
}
