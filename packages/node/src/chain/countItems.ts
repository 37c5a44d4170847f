import type { RawBatch } from "@muniment/executor";
import { transactionTypes } from "@muniment/protocol";

/** How many of a block's transactions are items of the queue: the deposits that it begins with (QUEUE-10). */
export function countItems({ bytes, offsets }: RawBatch): number {
  let count = 0;
  while (count < offsets.length - 1 && bytes[offsets[count] as number] === transactionTypes.deposit) count++;
  return count;
}
