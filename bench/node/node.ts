import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RawBatch } from "@muniment/executor";
import type { Output } from "../../tasks/output/Output.js";
import type { Bench } from "../Bench.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { signedTransactions } from "../executor/signing/signedTransactions.js";
import { permissioned } from "../executor/workloads/permissioned.js";
import type { Report } from "../report/Report.js";
import type { Result } from "../report/Result.js";
import { toReport } from "../report/toReport.js";
import { LaneProcess } from "./lane/LaneProcess.js";
import { makeLane } from "./lane/makeLane.js";
import type { Transport } from "./load/Submitter.js";
import { findCapacity } from "./measure/findCapacity.js";
import type { LoadFigures } from "./measure/LoadFigures.js";
import { measureLoad } from "./measure/measureLoad.js";
import { Station } from "./measure/Station.js";
import type { NodeBenchOptions } from "./NodeBenchOptions.js";
import { nodeBenchOptions, parseNodeBenchOptions } from "./parseNodeBenchOptions.js";
import { toLoadResults } from "./report/toLoadResults.js";

const NAME = "node";
/** Of the capacity, percent. */
const shares = [50, 80, 100] as const;
/** Of a transport's transactions, those of one step of the search for the capacity; there are five at most. */
const stepShare = 0.06;

interface Course extends NodeBenchOptions {
  readonly lane: LaneProcess;
  readonly batch: RawBatch;
  readonly output: Output;
}

async function measureTransport(
  course: Course,
  transport: Transport,
  from: number,
): Promise<{ results: Result[]; next: number }> {
  const { output, transactions, seconds } = course;
  const station = await Station.open(course.lane, transport, { batch: course.batch, from });
  const end = from + transactions;
  try {
    output.progress(`${transport}: capacity`);
    const capacity = await findCapacity(station, Math.floor(transactions * stepShare), output);
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const loads: LoadFigures[] = [];
    const left = end - station.next;
    for (const share of shares) {
      const rate = (capacity * share) / 100;
      const count = Math.min(Math.floor(rate * seconds), Math.floor((left * share) / whole));
      output.progress(`${transport}: ${share} %, ${Math.round(rate)} tx/s for ${Math.round(count / rate)} s`);
      loads.push(await measureLoad(station, { share, rate, count }));
    }
    return { results: toLoadResults(transport, capacity, loads), next: station.next };
  } finally {
    station.close();
  }
}

async function measure(args: BenchArguments, output: Output): Promise<Report> {
  const options = parseNodeBenchOptions(args.own ?? {});
  const { seed, senders, accounts, transports, transactions, isRecorded } = options;
  const population = { seed, senders, holders: accounts };
  output.progress("signing");
  const { places } = await makeLane({ ...population, holders: senders });
  const task = { workload: permissioned.name, population, places, count: transactions * transports.length };
  const batch = await signedTransactions(task);
  const directory = mkdtempSync(join(tmpdir(), "muniment-bench-"));
  const results: Result[] = [];
  output.progress("opening the node");
  const lane = await LaneProcess.start({ directory, population });
  try {
    let next = 0;
    for (const transport of transports) {
      const measured = await measureTransport({ ...options, lane, batch, output }, transport, next);
      results.push(...measured.results);
      next = measured.next;
    }
  } finally {
    await lane.close();
    rmSync(directory, { recursive: true, force: true });
  }
  return toReport({ bench: NAME, seed, results, isRecorded }, output);
}

/** A node under load over real sockets, from another process. */
export const node: Bench = {
  name: NAME,
  says: "accepted transfers a second and the time to their signed receipts, open loop over real sockets",
  options: nodeBenchOptions,
  run: measure,
};
