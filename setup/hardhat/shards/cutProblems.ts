/** What is wrong with a cut: files that are in no shard, in more than one, or that nobody asked for. */
export function cutProblems(files: readonly string[], shards: readonly (readonly string[])[]): string[] {
  const times = new Map(files.map((file) => [file, 0]));
  const problems: string[] = [];
  for (const file of shards.flat()) {
    const before = times.get(file);
    if (before === undefined) problems.push(`${file} is in a shard but is no test file`);
    else times.set(file, before + 1);
  }
  for (const [file, count] of times) {
    if (count !== 1) problems.push(`${file} is in ${count} shards`);
  }
  return problems;
}
