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
}

/** Gas limits of a batch's items (QUEUE-10). */
const greatestGas = 200_000_000n;

/**
 * Consumes items in their order (QUEUE-10): a shield with its operation, one without when it has waited long enough, and
 * whatever else somebody has queued. It stops before a shield that still waits for its operation: what is passed over
 * cannot be shielded any more, only reclaimed (SETTLE-84).
 */
export function planQueue({ items, cursor, time, patience, room, shields }: QueueQuestion): QueuePlan {
  const operations: string[] = [];
  const taken = new Map<ShieldKey, number>();
  let next = cursor;
  let gas = 0n;
  for (const { key, time: queuedAt, gasLimit } of items) {
    const known = key === undefined ? undefined : shields.get(key)?.[taken.get(key) ?? 0];
    const isWaited = key !== undefined && known === undefined && time - queuedAt < patience;
    if (isWaited) return { cursor: next, operations, isWaiting: true };
    if (gas + gasLimit > greatestGas || (known !== undefined && operations.length === room)) break;
    if (key !== undefined && known !== undefined) {
      operations.push(known);
      taken.set(key, (taken.get(key) ?? 0) + 1);
    }
    gas += gasLimit;
    next++;
  }
  return { cursor: next, operations, isWaiting: false };
}
