import type { RawBatch } from "@muniment/executor";
import type { Hex } from "@muniment/protocol";
import type { Stage } from "../measure/openStage.js";
import type { Pipeline } from "../pipeline/Pipeline.js";
import { intentsOf } from "../signing/intentsOf.js";
import { rawsOf } from "../signing/rawsOf.js";
import { sliceBatch } from "../signing/sliceBatch.js";
import type { SigningTask } from "../signing/SigningTask.js";
import { compareBlock } from "./compareBlock.js";
import { runReference } from "./runReference.js";
import { stateAround } from "./stateAround.js";
import { toCaseTransaction } from "./toCaseTransaction.js";

/** A block that agreed with the reference. */
export interface CheckedBlock {
  readonly transactions: number;
  /** Microseconds of processor time that the reference took. */
  readonly referenceTime: number;
  readonly stateRoot: Hex;
}

/**
 * Takes one block through the pipeline and holds it against the reference: receipts, and every account and slot.
 * @param given.from First transaction of the block; no more than a block's, from there to `to`.
 * @throws BENCH_INVALID when they differ.
 */
export async function checkBlock(given: {
  readonly stage: Stage;
  readonly pipeline: Pipeline;
  readonly task: SigningTask;
  readonly batch: RawBatch;
  readonly from: number;
  readonly to: number;
}): Promise<CheckedBlock> {
  const { stage, pipeline, task, from, to } = given;
  const { producer, people } = stage;
  const intents = [...intentsOf({ ...task, count: to })].slice(from).map(({ intent }) => intent);
  const batch = sliceBatch(given.batch, from, to);
  const before = stateAround(stage, intents);
  const transactions = rawsOf(batch).map((raw, index) =>
    toCaseTransaction(raw, people.address(intents[index]?.sender ?? 0)),
  );
  const { stateRoot } = await pipeline.run(batch);
  const reference = await runReference(pipeline.number, before, transactions);
  compareBlock(producer.runtime, producer.runtime.changes().slice(), reference);
  return { transactions: transactions.length, referenceTime: reference.time, stateRoot };
}
