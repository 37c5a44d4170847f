import type { ItemTuple } from "@muniment/sdk";

/** What L1 is shown of the queue with a batch (QUEUE-11, QUEUE-12). */
export interface QueueWitness {
  /** The item at the parent's cursor. */
  readonly first: ItemTuple;
  /** The item at the batch's own cursor. */
  readonly next: ItemTuple;
}
