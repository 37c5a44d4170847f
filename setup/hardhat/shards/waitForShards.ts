import { cutProblems } from "./cutProblems.js";
import { failureReport } from "./failureReport.js";
import { progressLine } from "./progressLine.js";
import type { Shard } from "./Shard.js";
import { shardProblems } from "./shardProblems.js";
import type { StartedShards } from "./StartedShards.js";
import { untoldFailures } from "./untoldFailures.js";

/** Milliseconds between two lines that say how far the run has come. */
const interval = 30_000;

/**
 * Waits for shards, says meanwhile how far they have come and what has failed, and prints the report of each in one piece when it has
 * ended; then the failures of all, and what is wrong with shards that cannot be believed.
 * @returns why the run is not to be believed, a phrase each: shards that crashed, files that are in none.
 */
export async function waitForShards(run: StartedShards): Promise<string[]> {
  const { shards, ends } = run;
  const told = new Map<Shard, number>();
  const tell = (): void => {
    const failures = untoldFailures(shards, told);
    if (failures.length > 0) console.log(failureReport(failures));
    console.log(progressLine(shards, run.seconds()));
  };
  const timer = setInterval(tell, interval);
  tell();
  await Promise.all(
    shards.map(async (shard, index) => {
      await ends[index];
      const name = `shard ${index + 1} of ${shards.length}`;
      console.log(`\nmocha: ${name}, ${Math.round(run.seconds())} s\n${shard.output.trimEnd()}\n`);
    }),
  );
  clearInterval(timer);

  const failures = shards.flatMap((shard) => shard.failures);
  if (failures.length > 0) console.log(`mocha: failures of all shards\n\n${failureReport(failures)}`);
  const problems = [
    ...shards.flatMap((shard, index) =>
      shardProblems(shard).map((problem) => `shard ${index + 1} ${problem}`),
    ),
    ...cutProblems(
      run.files,
      shards.map(({ files }) => files),
    ),
  ];
  for (const problem of problems) console.error(`mocha: ${problem}`);
  return problems;
}
