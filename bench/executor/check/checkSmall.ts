import { RecoveryPool } from "@muniment/executor";
import { benchChain } from "../chain/benchChain.js";
import { openStage } from "../measure/openStage.js";
import { chunkSize, Pipeline } from "../pipeline/Pipeline.js";
import { signTransactions } from "../signing/signTransactions.js";
import { sliceBatch } from "../signing/sliceBatch.js";
import type { CompiledContracts } from "../solidity/compileContracts.js";
import type { Workload } from "../workloads/Workload.js";
import { checkBlock } from "./checkBlock.js";
import { compareRoot } from "./compareRoot.js";

/** What a small run was held against. */
export interface SmallCheck {
  /** Transactions that agree with the reference machine. */
  readonly transactions: number;
  /** Leaves of the state whose root agrees with the specification's. */
  readonly leaves: number;
}

/**
 * A workload with few accounts from its first block to its last, root and all, before it is measured with many.
 * @throws BENCH_INVALID when anything differs from the references.
 */
export async function checkSmall(given: {
  readonly workload: Workload;
  readonly contracts: CompiledContracts;
  readonly seed: number;
  readonly isInterpreted: boolean;
  readonly transactions?: number;
}): Promise<SmallCheck> {
  const { workload, seed, transactions = 200 } = given;
  const population = { seed, senders: 50, holders: 200 };
  const stage = await openStage({ ...given, population });
  const task = { workload: workload.name, population, places: stage.places, count: transactions };
  const batch = await signTransactions(task);
  const { chainId, rules } = benchChain;
  const pool = await RecoveryPool.start({ chainId, rules, chunkSize, workers: 1 });
  const pipeline = new Pipeline({ ledger: stage.ledger, pool, blockSize: transactions });
  try {
    const half = Math.floor(transactions / 2);
    await pipeline.run(sliceBatch(batch, 0, half), { marks: true });
    const checked = await checkBlock({ stage, pipeline, task, batch, from: half, to: transactions });
    return { transactions: checked.transactions, leaves: compareRoot(stage.ledger) };
  } finally {
    pipeline.close();
    await pool.close();
  }
}
