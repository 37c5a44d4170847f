import type { ShieldKey } from "../lane/ShieldKey.js";
import type { WaitingItem } from "../lane/WaitingItem.js";

/** What is known when a batch's part of the queue is planned. */
export interface QueueQuestion {
  /** Items behind the batch's parent, in their order. */
  readonly items: readonly WaitingItem[];
  /** Place of the first of them. */
  readonly cursor: bigint;
  /** Time of the batch, Unix seconds. */
  readonly time: bigint;
  /** Seconds that a shield waits for its operation. */
  readonly patience: bigint;
  /** Seconds after which an item is due. */
  readonly deadline: bigint;
  /** Shields that the batch has room for. */
  readonly room: number;
  /** Operations that wait, by what they shield, each in the order in which they came. */
  readonly shields: ReadonlyMap<ShieldKey, readonly string[]>;
}

/** What a batch consumes of the queue. */
export interface QueuePlan {
  /** Place behind the last item that the batch consumes. */
  readonly cursor: bigint;
  /** Operations that shield what the items brought, in the items' order (SETTLE-78). */
  readonly operations: readonly string[];
  /** Whether the first item left behind waits for its operation. */
  readonly isWaiting: boolean;
  /** Whether L1 takes a batch without data alone (QUEUE-12). */
  readonly isEnforced: boolean;
}

/** Gas limits of a batch's items (QUEUE-10). */
const greatestGas = 200_000_000n;

/**
 * Consumes items in their order (QUEUE-10): a shield with its operation, one without when it has waited long enough, and
 * whatever else somebody has queued. It stops before a shield that still waits for its operation: what is passed over
 * cannot be shielded any more, only reclaimed (SETTLE-84). What is due it never leaves behind, for then L1 takes no batch
 * (QUEUE-11); and in enforced mode it consumes what is due with no operation at all, for then L1 takes no data (QUEUE-12).
 */
export function planQueue(question: QueueQuestion): QueuePlan {
  const { items, cursor, time, patience, deadline, room, shields } = question;
  // A batch that is made now is committed when it is proven: what is due by then must be in it.
  const isDue = ({ time: queuedAt }: WaitingItem) => time - queuedAt > deadline - deadline / 4n;
  const [first] = items;
  const isEnforced = first !== undefined && time - first.time > 2n * deadline;
  const operations: string[] = [];
  const taken = new Map<ShieldKey, number>();
  let next = cursor;
  let gas = 0n;
  for (const item of items) {
    const { key, gasLimit } = item;
    const known = key === undefined || isEnforced ? undefined : shields.get(key)?.[taken.get(key) ?? 0];
    const isAwaited = key !== undefined && known === undefined && time - item.time < patience;
    if (isAwaited) return { cursor: next, operations, isWaiting: true, isEnforced };
    const isFull = known !== undefined && operations.length === room;
    if (gas + gasLimit > greatestGas || ((isFull || isEnforced) && !isDue(item))) break;
    if (key !== undefined && known !== undefined && !isFull) {
      operations.push(known);
      taken.set(key, (taken.get(key) ?? 0) + 1);
    }
    gas += gasLimit;
    next++;
  }
  return { cursor: next, operations, isWaiting: false, isEnforced };
}
