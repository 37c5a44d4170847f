import type { Shard } from "./Shard.js";

/** How far a run has come: "mocha: 57 of 243 files, 1043 passed, 0 failed, 2 min 5 s". */
export function progressLine(shards: readonly Shard[], seconds: number): string {
  const sum = (count: (shard: Shard) => number): number =>
    shards.reduce((total, shard) => total + count(shard), 0);
  const files = `${sum((shard) => shard.milliseconds.size)} of ${sum((shard) => shard.files.length)} files`;
  const passed = sum(({ tally }) => tally.passed);
  const failed = sum(({ failures }) => failures.length);
  const time = `${seconds < 60 ? "" : `${Math.floor(seconds / 60)} min `}${Math.floor(seconds % 60)} s`;
  return `mocha: ${files}, ${passed} passed, ${failed} failed, ${time}`;
}
