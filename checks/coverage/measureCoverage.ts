/** What can be covered in one source, and the tags of what was. */
export type Coverable = {
  path: string;
  statements: { line: number; tag: string }[];
  branches: { line: number; condition: string; way: string; tag: string }[];
};

/** Coverage of one source. `missed` says each uncovered line and branch. */
export type FileCoverage = {
  path: string;
  lines: { found: number; hit: number };
  branches: { found: number; hit: number };
  missed: { line: number; what: string }[];
};

/**
 * Lines and branches that the tests went through. A line counts when a statement starts on it, and as hit when every
 * statement that starts on it was run.
 */
export function measureCoverage(coverable: readonly Coverable[], hits: ReadonlySet<string>): FileCoverage[] {
  return coverable.map(({ path, statements, branches }) => {
    const lines = new Map<number, boolean>();
    for (const { line, tag } of statements) lines.set(line, (lines.get(line) ?? true) && hits.has(tag));
    const missedLines = [...lines].filter(([, isHit]) => !isHit).map(([line]) => ({ line, what: "not run" }));
    const missedBranches = branches
      .filter(({ tag }) => !hits.has(tag))
      .map(({ line, condition, way }) => ({ line, what: `never ${way}: ${condition}` }));
    return {
      path,
      lines: { found: lines.size, hit: lines.size - missedLines.length },
      branches: { found: branches.length, hit: branches.length - missedBranches.length },
      missed: [...missedLines, ...missedBranches].sort((a, b) => a.line - b.line),
    };
  });
}
