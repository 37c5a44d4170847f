import { blockHash } from "../../blocks/blockHash.js";
import type { BlockHeader } from "../../blocks/BlockHeader.js";
import { zeroHash } from "../../bytes/zeroHash.js";
import { ProtocolError } from "../../errors.js";
import type { BatchHeader } from "../../rollup/BatchHeader.js";
import type { TraceLeaf } from "./TraceLeaf.js";

/**
 * The leaf of a trace at a batch's end: the last one of the batch's own, where the data are read to their end, and with
 * `dataOffset` 0 the first one of the next batch (spec/batches.md, BATCH-20).
 * @param lastBlock Header of the batch's last block.
 * @throws BATCH_INPUT_INCONSISTENT when it is another block's, HEADER_MALFORMED
 * @example const first = traceLeafHash(traceBoundary(parent, lastBlock, 0));
 */
export function traceBoundary(
  header: BatchHeader,
  lastBlock: BlockHeader,
  dataOffset = header.dataSize,
): TraceLeaf {
  const hash = blockHash(lastBlock);
  if (hash !== header.lastBlock) {
    throw new ProtocolError("BATCH_INPUT_INCONSISTENT", {
      field: "lastBlock",
      actual: header.lastBlock,
      expected: hash,
    });
  }
  return {
    stateRoot: header.stateRoot,
    messageRoot: header.messageRoot,
    messageCount: header.messageCount,
    queueCursor: header.queueCursor,
    queueHash: header.queueHash,
    dataOffset,
    blockNumber: header.firstBlock + BigInt(header.blocks - 1),
    time: header.time,
    baseFee: lastBlock.baseFeePerGas,
    lastBlock: hash,
    gasUsed: lastBlock.gasUsed,
    precompileCount: 0,
    transactions: 0,
    toCome: 0,
    receipts: zeroHash,
    isInBlock: false,
  };
}
