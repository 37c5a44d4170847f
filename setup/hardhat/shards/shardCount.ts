/** What each shard may need at its worst: the largest states tested take 4 GiB. */
const memory = 6 * 1024 ** 3;
const most = 4;

/** How many shards suit a machine: one for each processor, as memory allows, from one to four. */
export function shardCount(machine: { readonly processors: number; readonly memory: number }): number {
  return Math.max(1, Math.min(most, machine.processors, Math.floor(machine.memory / memory)));
}
