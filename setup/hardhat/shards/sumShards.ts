import type { Tally } from "../Tally.js";
import type { Shard } from "./Shard.js";

/** What all shards counted; each problem is one failure more, so that the closing line never says 0 failed. */
export function sumShards(shards: readonly Shard[], problems: readonly string[]): Tally {
  const sum = (key: keyof Tally): number => shards.reduce((total, { tally }) => total + tally[key], 0);
  return { passed: sum("passed"), failed: sum("failed") + problems.length, skipped: sum("skipped") };
}
