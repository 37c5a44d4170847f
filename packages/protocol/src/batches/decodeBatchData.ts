import { readDictionary } from "./BatchDictionary.js";
import { DataCursor } from "./DataCursor.js";
import { decodeCompactTransaction } from "./decodeCompactTransaction.js";
import type { CompactContext } from "./decodeCompactTransaction.js";
import { readBatchTransaction } from "./readBatchTransaction.js";
import { readBlockFields } from "./readBlockFields.js";

/** One transaction that the data of a batch give. */
export interface BatchTransaction {
  /** As it was signed; undefined when its bytes stand for none that could be in a block, and it is passed over. */
  readonly raw: Uint8Array | undefined;
  /** Where its bytes end in the data. */
  readonly dataEnd: number;
}

/** One block that the data of a batch give. */
export interface BatchBlock {
  /** Seconds after the block before it. */
  readonly delay: number;
  /** Transactions that it announces; there may be fewer, when the data end. */
  readonly announced: number;
  /** Where the block's own fields end in the data. */
  readonly fieldsEnd: number;
  readonly transactions: readonly BatchTransaction[];
}

/**
 * The blocks in the data of a batch (spec/batches.md, BATCH-3 to BATCH-15). Any bytes give a result, and what is
 * allocated is bounded by their number.
 * @param blocks The most that are read: those that the header counts.
 * @param chainId The lane's on L2.
 * @example decodeBatchData(encodeBatchData(batch), 1, 424242);
 */
export function decodeBatchData(data: Uint8Array, blocks: number, chainId: number): BatchBlock[] {
  const dictionary = readDictionary(data);
  if (dictionary === undefined) return [];
  const cursor = new DataCursor(data, dictionary.end);
  const found: BatchBlock[] = [];
  while (found.length < blocks) {
    const fields = readBlockFields(cursor);
    if (fields === undefined) break;
    const { delay, announced, end: fieldsEnd } = fields;
    const transactions = readTransactions(cursor, announced, { dictionary, chainId });
    found.push({ delay, announced, fieldsEnd, transactions });
  }
  return found;
}

function readTransactions(
  cursor: DataCursor,
  announced: number,
  context: CompactContext,
): BatchTransaction[] {
  const transactions: BatchTransaction[] = [];
  while (transactions.length < announced) {
    const bytes = cursor.readBytes(cursor.readCount());
    if (cursor.hasFailed) break;
    const raw = decodeCompactTransaction(bytes, context);
    const passes = raw !== undefined && typeof readBatchTransaction(raw, context.chainId) !== "string";
    transactions.push({ raw: passes ? raw : undefined, dataEnd: cursor.position });
  }
  return transactions;
}
