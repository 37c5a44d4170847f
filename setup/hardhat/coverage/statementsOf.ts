const hit = /__NomicFoundationCoverage\.sendHit\(0x([0-9a-f]{64})\);[\s{]*/g;

/**
 * The statements that Hardhat's instrumentation marked, by the line on which each starts. The instrumentation adds no
 * lines before the end of the file, so lines are those of the source.
 * @param instrumented What Hardhat made of the source.
 */
export function statementsOf(instrumented: string): { line: number; tag: string }[] {
  const statements: { line: number; tag: string }[] = [];
  for (const match of instrumented.matchAll(hit)) {
    const end = match.index + match[0].length;
    if (instrumented.startsWith("__MunimentBranches.reach(", end)) continue;
    statements.push({ line: instrumented.slice(0, end).split("\n").length, tag: match[1] ?? "" });
  }
  return statements;
}
