import { lastBlockOf, ProtocolError } from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import type { ChainStore } from "../chain/ChainStore.js";

/**
 * Compares a committed batch with the node's chain (NODE-25).
 * @throws LANE_AHEAD, LANE_DIVERGED
 */
export function checkCommitted(chain: ChainStore, header: BatchHeader): void {
  const { index, lastBlock: expected } = header;
  const block = lastBlockOf(header);
  const latest = chain.latest.header.number;
  if (block > latest) throw new ProtocolError("LANE_AHEAD", { index, block, latest });
  const actual = chain.hashOf(block);
  if (actual !== expected) throw new ProtocolError("LANE_DIVERGED", { index, block, expected, actual });
}

/** Whether the node's chain has the blocks of a batch. */
export function isCommitted(chain: ChainStore, header: BatchHeader): boolean {
  const block = lastBlockOf(header);
  return block <= chain.latest.header.number && chain.hashOf(block) === header.lastBlock;
}
