import type { ChainBlock } from "../../chain/ChainBlock.js";
import { blockReceipts } from "./blockReceipts.js";

const known = new WeakMap<ChainBlock, Uint32Array>();

/** How many logs of the block come before those of each transaction. */
export function firstLogs(block: ChainBlock): Uint32Array {
  const made = known.get(block);
  if (made !== undefined) return made;
  let sum = 0;
  const firsts = Uint32Array.from(blockReceipts(block), ({ logs }) => (sum += logs.length) - logs.length);
  known.set(block, firsts);
  return firsts;
}
