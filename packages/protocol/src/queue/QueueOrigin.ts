import type { Hex } from "../bytes/Hex.js";

/** What tells the items of one lane's queue from those of every other. */
export interface QueueOrigin {
  readonly l1ChainId: bigint;
  /** Address of the queue's contract on L1. 20 bytes. */
  readonly queue: Hex;
  readonly lane: number;
}
