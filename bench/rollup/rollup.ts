import type { Output } from "../../tasks/output/Output.js";
import type { Bench } from "../Bench.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { rawsOf } from "../executor/signing/rawsOf.js";
import { signedTransactions } from "../executor/signing/signedTransactions.js";
import { permissioned } from "../executor/workloads/permissioned.js";
import { makeLane } from "../node/lane/makeLane.js";
import { toReport } from "../report/toReport.js";
import type { Report } from "../report/Report.js";
import { fillBlobs } from "./batch/fillBlobs.js";
import { measureExecuted } from "./batch/measureExecuted.js";
import { reexecute } from "./batch/reexecute.js";
import { measureL1Gas } from "./l1/measureL1Gas.js";
import { parseRollupBenchOptions, rollupBenchOptions } from "./parseRollupBenchOptions.js";
import { toRollupResults } from "./report/toRollupResults.js";

const NAME = "rollup";
const senders = 2000;
/** What a commit carries at most. */
const mostBlobs = 6;

async function measure(args: BenchArguments, output: Output): Promise<Report> {
  const { seed, accounts, transactions, isRecorded } = parseRollupBenchOptions(args.own ?? {});
  const population = { seed, senders, holders: accounts };
  output.progress("gas on L1");
  const gas = await measureL1Gas(output);
  output.progress("signing");
  const lane = await makeLane(population);
  const task = { workload: permissioned.name, population, places: lane.places, count: transactions };
  const batch = await signedTransactions(task);
  output.progress("batches");
  const raws = rawsOf(batch);
  const parentTime = lane.genesis.header.timestamp;
  const small = fillBlobs({ raws, blobs: 1, parentTime });
  const large = fillBlobs({ raws, blobs: mostBlobs, parentTime });
  output.progress("executing it once more");
  const proven = reexecute(lane, large);
  output.progress("executing");
  const executed = await measureExecuted(population, batch);
  const results = toRollupResults({
    ...{ executed, proven, gas },
    small: { transactions: small.transactions, bytes: small.data.length },
    large: { transactions: large.transactions, bytes: large.data.length, blobs: large.blobs },
  });
  return toReport({ bench: NAME, seed, results, isRecorded }, output);
}

/** What bounds the chain beyond its node: data on L1, proofs, gas. */
export const rollup: Bench = {
  name: NAME,
  says: "executed, data-bound and proven transfers a second side by side, bytes as posted, gas on L1",
  options: rollupBenchOptions,
  run: measure,
};
