import type { RecoveryPool } from "@muniment/executor";
import { openStage } from "../measure/openStage.js";
import { Pipeline } from "../pipeline/Pipeline.js";
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
  readonly pool: RecoveryPool;
  readonly seed: number;
  readonly isInterpreted: boolean;
  /** How many transactions; 200 unless told. */
  readonly checked?: number;
}): Promise<SmallCheck> {
  const { workload, seed, pool, checked: count = 200 } = given;
  const population = { seed, senders: 50, holders: 200 };
  const stage = await openStage({ ...given, population, withTransactionRoots: true });
  try {
    const task = { workload: workload.name, population, places: stage.places, count };
    const batch = await signTransactions(task);
    const pipeline = new Pipeline({ ...stage, pool, blockSize: count });
    const half = Math.floor(count / 2);
    await pipeline.run(sliceBatch(batch, 0, half));
    const checked = await checkBlock({ stage, pipeline, task, batch, from: half, to: count });
    stage.producer.runtime.settleBlockHash();
    const leaves = compareRoot(stage.producer.runtime, checked.stateRoot);
    return { transactions: checked.transactions, leaves };
  } finally {
    await stage.close();
  }
}
