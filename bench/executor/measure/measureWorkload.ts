import { RecoveryPool } from "@muniment/executor";
import type { RawBatch } from "@muniment/executor";
import type { Output } from "../../../tasks/output/Output.js";
import { benchChain } from "../chain/benchChain.js";
import { chunkSize, Pipeline } from "../pipeline/Pipeline.js";
import type { PipelineRun } from "../pipeline/PipelineRun.js";
import { signedTransactions } from "../signing/signedTransactions.js";
import { sliceBatch } from "../signing/sliceBatch.js";
import type { CompiledContracts } from "../solidity/compileContracts.js";
import type { Workload } from "../workloads/Workload.js";
import { measureDecoding } from "./measureDecoding.js";
import type { Measurement, Peers } from "./Measurement.js";
import { measurePeers } from "./measurePeers.js";
import { openStage } from "./openStage.js";
import type { Stage } from "./openStage.js";
import { planOf } from "./planOf.js";
import type { Plan } from "./planOf.js";
import { recoveryLimit } from "./recoveryLimit.js";
import type { RecoveryRun } from "./recoveryLimit.js";

export interface MeasureOptions {
  readonly workload: Workload;
  readonly contracts: CompiledContracts;
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

/** Measures one workload at one size. */
export async function measureWorkload(options: MeasureOptions): Promise<Measurement> {
  const { workload, accounts, seed, output } = options;
  const population = { seed, senders: senderCount, holders: accounts };
  output.progress(`${workload.name}: ${accounts.toLocaleString("en-US")} accounts`);
  const stage = await openStage({ ...options, population });
  const blockSize = workload.blockSize ?? usualBlock;
  const plan = planOf(options.transactions, blockSize);
  output.progress(`${workload.name}: signing`);
  const task = { workload: workload.name, population, places: stage.places, count: plan.total };
  const batch = await signedTransactions(task);
  const { chainId, rules } = benchChain;
  const pool = await RecoveryPool.start({ chainId, rules, chunkSize });
  const pipeline = new Pipeline({ ledger: stage.ledger, pool, blockSize });
  try {
    const measured = await measureRuns({ batch, plan, pool, pipeline, output, name: workload.name });
    output.progress(`${workload.name}: peers`);
    const peers = await measurePeers({ stage, pipeline, task, batch, plan });
    return finish({
      ...measured,
      peers,
      stage,
      accounts,
      batch,
      library: pool.libraryName,
      workload: workload.name,
    });
  } finally {
    pipeline.close();
    await pool.close();
  }
}

interface Runs {
  readonly runs: readonly PipelineRun[];
  readonly limits: readonly RecoveryRun[];
  readonly marked: PipelineRun;
}

async function measureRuns(given: {
  batch: RawBatch;
  plan: Plan;
  pool: RecoveryPool;
  pipeline: Pipeline;
  output: Output;
  name: string;
}): Promise<Runs> {
  const { batch, plan, pool, pipeline, output, name } = given;
  output.progress(`${name}: warming up`);
  await pipeline.run(sliceBatch(batch, 0, plan.warmUp), { marks: false });
  output.progress(`${name}: measuring`);
  const runs: PipelineRun[] = [];
  const limits: RecoveryRun[] = [];
  for (const { from, to } of plan.parts) {
    const part = sliceBatch(batch, from, to);
    limits.push(await recoveryLimit(pool, part));
    runs.push(await pipeline.run(part, { marks: false }));
  }
  const marked = await pipeline.run(sliceBatch(batch, plan.marked.from, plan.marked.to), { marks: true });
  return { runs, limits, marked };
}

function finish(
  given: Runs & {
    peers: Peers;
    stage: Stage;
    accounts: number;
    batch: RawBatch;
    library: string;
    workload: string;
  },
): Measurement {
  const { stage, batch, ...measured } = given;
  return {
    ...measured,
    decoding: measureDecoding(sliceBatch(batch, 0, Math.min(10_000, batch.offsets.length - 1))),
    footprint: { ...stage.footprint, resident: process.memoryUsage.rss() },
    compilations: stage.compilations,
  };
}
