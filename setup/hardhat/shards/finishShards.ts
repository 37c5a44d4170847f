import { join, relative } from "node:path";
import { notRun } from "../notRun.js";
import { tallies } from "../tallies.js";
import { writeDurations } from "./durations.js";
import type { StartedShards } from "./StartedShards.js";
import { sumShards } from "./sumShards.js";
import { waitForShards } from "./waitForShards.js";

/**
 * Waits for shards and counts what they did as if one process had done it. A run in which a shard crashed, or a file
 * was run by none, has failed whatever the tests say.
 * @param folder The test folder, where durations are recorded if they are to be.
 * @returns what Hardhat's own `test mocha` would.
 */
export async function finishShards(run: StartedShards, folder: string, record: boolean) {
  const { shards } = run;
  const problems = await waitForShards(run);
  const tally = sumShards(shards, problems);
  tallies.push(tally);
  for (const phrase of shards.flatMap(({ end }) => end?.notRun ?? [])) {
    if (!notRun.includes(phrase)) notRun.push(phrase);
  }
  if (record && problems.length === 0) {
    await writeDurations(join(folder, "durations.json"), durations(run, folder));
  }
  const summary = { summary: { ...tally, todo: 0 } };
  return tally.failed > 0 ? { success: false, error: summary } : { success: true, value: summary };
}

/** Seconds by file, relative to the folder; zero for files that only others import. */
function durations({ shards }: StartedShards, folder: string): Map<string, number> {
  const times = shards.flatMap(({ files, milliseconds }) =>
    files.map((file) => [relative(folder, file), (milliseconds.get(file) ?? 0) / 1000] as const),
  );
  return new Map(times);
}
