import type { BatchHeader } from "@muniment/protocol";

/** Number of a batch's last block. */
export function lastBlockOf({ firstBlock, blocks }: BatchHeader): bigint {
  return firstBlock + BigInt(blocks) - 1n;
}
