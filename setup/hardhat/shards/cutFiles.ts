/**
 * Cuts files into shards of about equal duration: the longest file first, each to the shard that has least so far.
 * @param files Test files; the order does not matter.
 * @param durations Seconds by file; a file that is not in it counts as the mean of those that are.
 * @param count How many shards at most; none is empty.
 * @returns The files of each shard, sorted.
 */
export function cutFiles(
  files: readonly string[],
  durations: ReadonlyMap<string, number>,
  count: number,
): string[][] {
  const known = files.flatMap((file) => durations.get(file) ?? []);
  const mean = known.length === 0 ? 1 : known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
  const weighed = files.map((file) => ({ file, seconds: durations.get(file) ?? mean }));
  weighed.sort((a, b) => b.seconds - a.seconds || (a.file < b.file ? -1 : 1));

  const shards = Array.from({ length: count }, () => ({ seconds: 0, files: [] as string[] }));
  for (const { file, seconds } of weighed) {
    // Between shards of equal duration the one with fewer files: files that take no time are spread too.
    const [lightest] = shards.toSorted((a, b) => a.seconds - b.seconds || a.files.length - b.files.length);
    lightest?.files.push(file);
    if (lightest !== undefined) lightest.seconds += seconds;
  }
  return shards.filter((shard) => shard.files.length > 0).map((shard) => shard.files.sort());
}
