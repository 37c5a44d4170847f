import type { DepositTransaction } from "../transactions/Transaction.js";
import type { QueueItem } from "./QueueItem.js";
import type { QueueOrigin } from "./QueueOrigin.js";
import { sourceHash } from "./sourceHash.js";

/**
 * The deposit transaction that an item of the queue becomes on L2 (spec/queue.md, QUEUE-1).
 * @param place The item's, from 0.
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 * @example encodeTransaction(depositOf(item, origin, 7n));
 */
export function depositOf(item: QueueItem, origin: QueueOrigin, place: bigint): DepositTransaction {
  const { sender, recipient, isCreation, mint, value, gasLimit, data } = item;
  const to = isCreation ? undefined : recipient;
  return { type: 0x7e, sourceHash: sourceHash(origin, place), from: sender, to, mint, value, gasLimit, data };
}
