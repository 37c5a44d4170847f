import type { BatchHeader, QueueItem } from "@muniment/protocol";
import type { QueueWitness } from "./encodeCommit.js";

/** When and how a batch is committed. */
export interface CommitPlace {
  readonly header: BatchHeader;
  readonly parent: BatchHeader;
  /** All items of the lane that L1 has. */
  readonly items: readonly QueueItem[];
  /** Time of L1's newest block, Unix seconds. */
  readonly now: bigint;
  /** Seconds after which an item is due. */
  readonly deadline: bigint;
  /** Whether L1 has refused the batch before: then nothing is left out. */
  readonly isRetry: boolean;
}

/**
 * What a commit shows of the queue. The first item is left out when it cannot have waited so long that L1 asks for it
 * (QUEUE-12): that saves its calldata. L1 asks when the time that it keeps – the item's, or if that is younger its
 * parent's commit – lies twice the deadline back; a deadline is left for the commit to arrive.
 */
export function queueWitnessOf(place: CommitPlace): QueueWitness {
  const { header, parent, items } = place;
  const first = items[Number(parent.queueCursor)];
  const next = items[Number(header.queueCursor)];
  const isShown = first !== undefined && header.queueCursor > parent.queueCursor && !isYoung(first, place);
  return { ...(isShown ? { first } : {}), ...(next === undefined ? {} : { next }) };
}

function isYoung(first: QueueItem, { header, parent, now, deadline, isRetry }: CommitPlace): boolean {
  // Behind the genesis, and behind a rollback, L1 keeps no time.
  if (isRetry || parent.index === 0n || header.epoch !== parent.epoch) return false;
  // ROLLUP-8: the parent was committed after its own time.
  const kept = first.time < parent.time ? first.time : parent.time;
  return now <= kept + deadline;
}
