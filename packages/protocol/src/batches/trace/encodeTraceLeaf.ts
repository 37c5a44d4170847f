import { fromHex } from "../../bytes/fromHex.js";
import { integerField } from "../../bytes/integerField.js";
import { joinBytes } from "../../dispute/witness/joinBytes.js";
import type { TraceLeaf } from "./TraceLeaf.js";

const leafPrefix = Uint8Array.of(0);

/**
 * The bytes of a leaf of the trace (spec/batches.md, BATCH-18).
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function encodeTraceLeaf(leaf: TraceLeaf): Uint8Array {
  return joinBytes([
    leafPrefix,
    fromHex(leaf.stateRoot, 32),
    fromHex(leaf.messageRoot, 32),
    integerField("messageCount", leaf.messageCount, 8),
    integerField("queueCursor", leaf.queueCursor, 8),
    fromHex(leaf.queueHash, 32),
    integerField("dataOffset", leaf.dataOffset, 4),
    integerField("blockNumber", leaf.blockNumber, 8),
    integerField("time", leaf.time, 8),
    integerField("baseFee", leaf.baseFee, 32),
    fromHex(leaf.lastBlock, 32),
    integerField("gasUsed", leaf.gasUsed, 8),
    integerField("precompileCount", leaf.precompileCount, 4),
    integerField("transactions", leaf.transactions, 4),
    integerField("toCome", leaf.toCome, 4),
    fromHex(leaf.receipts, 32),
    Uint8Array.of(leaf.isInBlock ? 1 : 0),
  ]);
}
