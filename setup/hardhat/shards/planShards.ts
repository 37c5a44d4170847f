import { availableParallelism, totalmem } from "node:os";
import { join, relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { mochaFiles } from "../mochaFiles.js";
import { cutFiles } from "./cutFiles.js";
import { readDurations } from "./durations.js";
import { shardCount } from "./shardCount.js";

/** What a test run was asked for, as far as it decides about shards. */
export type Wanted = Readonly<Record<string, unknown>>;

/** The test files of a run, and which of them each shard is given. */
export interface Plan {
  readonly files: readonly string[];
  readonly cut: readonly (readonly string[])[];
}

/**
 * How a run is cut, or undefined when this process runs the tests itself: files are named or tests chosen, one
 * shard is wanted, or something is measured that shards would have to put together.
 */
export async function planShards(
  wanted: Wanted,
  { config, globalOptions }: HardhatRuntimeEnvironment,
): Promise<Plan | undefined> {
  const named = Array.isArray(wanted["testFiles"]) && wanted["testFiles"].length > 0;
  const chosen =
    wanted["grep"] !== undefined || wanted["grepExclude"] !== undefined || wanted["bail"] === true;
  const { coverage, gasStats, gasStatsJson } = globalOptions;
  if (named || chosen || coverage || gasStats || gasStatsJson !== undefined) return undefined;

  const asked = Number(wanted["shards"] ?? 0);
  const count = asked > 0 ? asked : shardCount({ processors: availableParallelism(), memory: totalmem() });
  if (count === 1) return undefined;

  const folder = config.paths.tests.mocha;
  const files = await mochaFiles(folder, wanted["full"] === true);
  const durations = await readDurations(join(folder, "durations.json"));
  const cut = cutFiles(
    files.map((file) => relative(folder, file)),
    durations,
    count,
  );
  return { files, cut: cut.map((shard) => shard.map((file) => join(folder, file))) };
}
