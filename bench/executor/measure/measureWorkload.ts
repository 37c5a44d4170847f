import type { RawBatch, RecoveryPool } from "@muniment/executor";
import type { Output } from "../../../tasks/output/Output.js";
import { Pipeline } from "../pipeline/Pipeline.js";
import type { PipelineRun } from "../pipeline/PipelineRun.js";
import { signedTransactions } from "../signing/signedTransactions.js";
import { sliceBatch } from "../signing/sliceBatch.js";
import type { CompiledContracts } from "../solidity/compileContracts.js";
import type { Workload } from "../workloads/Workload.js";
import { measureDecoding } from "./measureDecoding.js";
import type { Measurement } from "./Measurement.js";
import { measurePeers } from "./measurePeers.js";
import { openStage } from "./openStage.js";
import type { Stage, StageOptions } from "./openStage.js";
import { planOf } from "./planOf.js";
import type { Plan } from "./planOf.js";
import { recoveryLimit } from "./recoveryLimit.js";
import type { RecoveryRun } from "./recoveryLimit.js";

export interface MeasureOptions {
  readonly workload: Workload;
  readonly contracts: CompiledContracts;
  readonly pool: RecoveryPool;
  readonly transactions: number;
  readonly accounts: number;
  readonly seed: number;
  readonly isInterpreted: boolean;
  readonly output: Output;
}

/** Distinct senders, each with a key. */
const senderCount = 2000;
/** Transactions of a block. */
const usualBlock = 1000;

interface Course {
  readonly pool: RecoveryPool;
  readonly plan: Plan;
  readonly blockSize: number;
  readonly batch: RawBatch;
}

/** Measures one workload at one size. */
export async function measureWorkload(options: MeasureOptions): Promise<Measurement> {
  const { workload, accounts, seed, output, pool } = options;
  const { name, blockSize = usualBlock } = workload;
  const population = { seed, senders: senderCount, holders: accounts };
  const plan = planOf(options.transactions, blockSize);
  const progress = (text: string): void =>
    output.progress(`${name}, ${accounts.toLocaleString("en-US")} accounts: ${text}`);

  progress("contracts and holders");
  const plain = await withStage({ ...options, population }, async (stage) => {
    progress("signing");
    const task = { workload: name, population, places: stage.places, count: plan.total };
    const course = { pool, plan, blockSize, batch: await signedTransactions(task) };
    const pipeline = new Pipeline({ ...stage, ...course });
    progress("measuring");
    const measured = await measureRuns(pipeline, course);
    progress("peers");
    const peers = await measurePeers({ stage, pipeline, task, ...course });
    const footprint = { ...stage.footprint, resident: process.memoryUsage.rss() };
    return { measured: { ...measured, peers, footprint, compilations: stage.compilations }, course };
  });
  const { measured, course } = plain;
  progress("roots per transaction");
  const marked = await withStage({ ...options, population, withTransactionRoots: true }, (stage) =>
    measureMarked(new Pipeline({ ...stage, ...course }), course),
  );
  const decoding = measureDecoding(sliceBatch(course.batch, 0, plan.warmUp));
  return { ...measured, marked, decoding, workload: name, accounts, library: pool.libraryName };
}

/** Opens a stage for as long as it is used. */
async function withStage<Value>(
  options: StageOptions,
  use: (stage: Stage) => Promise<Value>,
): Promise<Value> {
  const stage = await openStage(options);
  try {
    return await use(stage);
  } finally {
    await stage.close();
  }
}

/** Warms up; then every part goes through recovery alone and through everything. */
async function measureRuns(
  pipeline: Pipeline,
  { pool, plan, batch }: Course,
): Promise<{ readonly runs: readonly PipelineRun[]; readonly limits: readonly RecoveryRun[] }> {
  await pipeline.run(sliceBatch(batch, 0, plan.warmUp));
  const runs: PipelineRun[] = [];
  const limits: RecoveryRun[] = [];
  for (const { from, to } of plan.parts) {
    const part = sliceBatch(batch, from, to);
    limits.push(await recoveryLimit(pool, part));
    runs.push(await pipeline.run(part));
  }
  return { runs, limits };
}

/** The first part once more, on a state of its own. */
async function measureMarked(pipeline: Pipeline, { batch, plan }: Course): Promise<PipelineRun> {
  const [first = { from: 0, to: 0 }] = plan.parts;
  await pipeline.run(sliceBatch(batch, 0, plan.warmUp));
  return pipeline.run(sliceBatch(batch, first.from, first.to));
}
