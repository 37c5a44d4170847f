import type { Shard } from "../../../setup/hardhat/shards/Shard.js";

/** A shard that has said what is given, and has ended if a code or signal is. */
export function makeShard(
  given: Partial<Pick<Shard, "files" | "tally" | "failures" | "end">> & {
    readonly ended?: readonly string[];
    readonly code?: number;
    readonly signal?: NodeJS.Signals;
  },
): Shard {
  const { files = [], tally = { passed: 0, failed: 0, skipped: 0 }, failures = [], end } = given;
  const { ended = [], code = null, signal = null } = given;
  return {
    files,
    output: "",
    tally,
    milliseconds: new Map(ended.map((file) => [file, 1])),
    failures,
    ...(end === undefined ? {} : { end }),
    ...(code === null && signal === null ? {} : { exit: { code, signal } }),
  };
}
