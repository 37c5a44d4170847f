import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";

const shown = 6;

/** What differs between the committed snapshots and those of the present code; a file with no contract is stale. */
export function compareSnapshots(committed: readonly SourceFile[], present: readonly SourceFile[]): Finding[] {
  const before = new Map(committed.map(({ path, text }) => [path, text]));
  const after = new Map(present.map(({ path, text }) => [path, text]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path): Finding[] => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === now) return [];
    if (old === undefined) return [{ file: path, line: 0, message: "is missing; run npm run snapshots" }];
    if (now === undefined) return [{ file: path, line: 0, message: "belongs to nothing; run npm run snapshots" }];
    return [{ file: path, line: 0, message: `is not fresh (npm run snapshots): ${difference(old, now)}` }];
  });
}

function difference(old: string, now: string): string {
  const [oldLines, nowLines] = [old.split("\n"), now.split("\n")];
  const [gone, come] = [new Set(nowLines), new Set(oldLines)];
  const changes = [
    ...oldLines.filter((line) => !gone.has(line)).map((line) => `- ${line.trim()}`),
    ...nowLines.filter((line) => !come.has(line)).map((line) => `+ ${line.trim()}`),
  ];
  const more = changes.length > shown ? ` and ${changes.length - shown} more` : "";
  return changes.length === 0 ? "the order changed" : changes.slice(0, shown).join("; ") + more;
}
