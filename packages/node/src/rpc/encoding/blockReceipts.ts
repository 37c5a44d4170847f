import { readReceiptRecords } from "@muniment/protocol";
import type { ReceiptRecord } from "@muniment/protocol";
import type { ChainBlock } from "../../chain/ChainBlock.js";

const read = new WeakMap<ChainBlock, readonly ReceiptRecord[]>();

/** The receipts of a block; read once for as long as the block is in memory. */
export function blockReceipts(block: ChainBlock): readonly ReceiptRecord[] {
  const known = read.get(block);
  if (known !== undefined) return known;
  const receipts = readReceiptRecords(block.receipts);
  read.set(block, receipts);
  return receipts;
}
