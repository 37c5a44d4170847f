import type { Shard } from "../../../setup/hardhat/shards/Shard.js";
import { makeShard } from "./makeShard.js";

/** Two shards of three files, one of them ended: 5 tests passed, 1 failed and 1 skipped. */
export const twoShards: readonly Shard[] = [
  makeShard({
    files: ["a", "b"],
    ended: ["a"],
    tally: { passed: 3, failed: 1, skipped: 0 },
    failures: ["1) x"],
  }),
  makeShard({ files: ["c"], tally: { passed: 2, failed: 0, skipped: 1 } }),
];
