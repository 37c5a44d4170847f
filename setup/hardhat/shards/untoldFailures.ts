import type { Shard } from "./Shard.js";

/**
 * The failures that shards have reported since they were asked last.
 * @param told How many of each shard's have been given; changed.
 */
export function untoldFailures(shards: readonly Shard[], told: Map<Shard, number>): string[] {
  return shards.flatMap((shard) => {
    const untold = shard.failures.slice(told.get(shard) ?? 0);
    told.set(shard, shard.failures.length);
    return untold;
  });
}
