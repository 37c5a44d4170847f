import { bounds } from "../chain/bounds.js";
import type { BatchDictionary } from "./BatchDictionary.js";
import { compactForm } from "./batchLayout.js";
import { composeCompact } from "./composeCompact.js";
import { DataCursor } from "./DataCursor.js";
import { readCompactData } from "./readCompactData.js";
import { readCompactHead } from "./readCompactHead.js";

/** What the entry of a transaction is read with. */
export interface CompactContext {
  readonly dictionary: BatchDictionary;
  /** The lane's chain on L2; at most 2^51. */
  readonly chainId: number;
}

/**
 * The raw transaction that the bytes of one in a batch's data stand for (spec/batches.md, BATCH-6 to BATCH-10). Whether
 * it could be in a block is not looked at.
 * @param bytes The transaction's, all of them.
 * @returns Undefined when they stand for none. Whatever the bytes are, nothing is thrown.
 */
export function decodeCompactTransaction(bytes: Uint8Array, context: CompactContext): Uint8Array | undefined {
  const form = bytes[0];
  if (form === undefined || bytes.length > bounds.rawTransaction) return undefined;
  if (form < compactForm.base || form >= compactForm.end) return bytes;
  const cursor = new DataCursor(bytes);
  const head = readCompactHead(cursor, context.dictionary);
  if (head === undefined) return undefined;
  const data = readCompactData(cursor, context.dictionary);
  return cursor.hasFailed ? undefined : composeCompact(head, data, context.chainId);
}
