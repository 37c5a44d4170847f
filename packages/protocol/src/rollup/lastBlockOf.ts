import type { BatchHeader } from "./BatchHeader.js";

/** Number of a batch's last block. */
export function lastBlockOf({ firstBlock, blocks }: Pick<BatchHeader, "firstBlock" | "blocks">): bigint {
  return firstBlock + BigInt(blocks) - 1n;
}
