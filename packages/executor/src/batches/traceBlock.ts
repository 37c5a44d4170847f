import { itemHash, queueHash, receiptAccumulator, encodeReceipt, zeroHash } from "@muniment/protocol";
import type { DerivedBlock, Hex, QueueItem, TraceLeaf } from "@muniment/protocol";
import type { ExecutedBlock } from "./ExecutedBlock.js";

/** A block as it was derived and as it was executed. */
export interface TracedBlock {
  readonly derived: DerivedBlock;
  readonly executed: ExecutedBlock;
  /** The items that it begins with. */
  readonly items: readonly QueueItem[];
}

/**
 * The leaves of a block's steps: its beginning, its items and transactions, its end (spec/batches.md, BATCH-17 to
 * BATCH-19).
 * @param before The leaf before its beginning.
 */
export function* traceBlock(before: TraceLeaf, block: TracedBlock): Generator<TraceLeaf, void, void> {
  let leaf = beginning(before, block);
  yield leaf;
  const { derived, executed, items } = block;
  let count = 0;
  for (const [index, step] of executed.steps.entries()) {
    const item = items[index];
    leaf =
      item === undefined
        ? afterReading(leaf, derived, index - items.length)
        : {
            ...leaf,
            queueCursor: leaf.queueCursor + 1n,
            queueHash: queueHash(leaf.queueHash, itemHash(item)),
          };
    if (step.refusal === undefined) leaf = afterTransaction(leaf, executed, ++count);
    leaf = { ...leaf, gasUsed: step.gasUsed, precompileCount: step.precompileCount };
    yield leaf;
  }
  yield {
    ...leaf,
    dataOffset: derived.dataEnd,
    lastBlock: executed.hash,
    precompileCount: 0,
    transactions: 0,
    toCome: 0,
    receipts: zeroHash,
    isInBlock: false,
  };
}

function beginning(before: TraceLeaf, { derived, executed }: TracedBlock): TraceLeaf {
  return {
    ...before,
    ...placeOf(executed, 0),
    dataOffset: derived.fieldsEnd,
    blockNumber: derived.number,
    time: derived.time,
    baseFee: executed.header.baseFeePerGas,
    gasUsed: 0n,
    toCome: derived.announced,
    isInBlock: true,
  };
}

function afterReading(leaf: TraceLeaf, { transactions }: DerivedBlock, index: number): TraceLeaf {
  return {
    ...leaf,
    dataOffset: transactions[index]?.dataEnd ?? leaf.dataOffset,
    toCome: leaf.toCome - 1,
  };
}

function afterTransaction(leaf: TraceLeaf, executed: ExecutedBlock, count: number): TraceLeaf {
  const raw = executed.transactions[count - 1];
  const receipt = executed.receipts[count - 1];
  const receipts =
    raw === undefined || receipt === undefined
      ? leaf.receipts
      : receiptAccumulator(leaf.receipts, raw, encodeReceipt(receipt));
  return { ...leaf, ...placeOf(executed, count), transactions: count, receipts };
}

/** What the state says after so many transactions of the block. */
function placeOf({ stateRoots, messages }: ExecutedBlock, count: number) {
  const { root, count: messageCount } = messages[count] as { root: Hex; count: bigint };
  return { stateRoot: stateRoots[count] as Hex, messageRoot: root, messageCount };
}
