import type { Hex } from "../bytes/Hex.js";

/** One item of the queue from L1 to L2, as its event has it (spec/queue.md, QUEUE-1, QUEUE-2, QUEUE-4). */
export interface QueueItem {
  /** Who sends it on L2; a contract's alias. 20 bytes. */
  readonly sender: Hex;
  /** Who is called; ignored when a contract is created. 20 bytes. */
  readonly recipient: Hex;
  /** Whether the data are init code. */
  readonly isCreation: boolean;
  /** Wei that come into being on L2, at the sender's account. */
  readonly mint: bigint;
  /** Wei that the transaction carries. */
  readonly value: bigint;
  /** Gas on L2. */
  readonly gasLimit: bigint;
  /** Call data or init code. */
  readonly data: Hex;
  /** Time of the L1 block in which it was queued, Unix seconds. */
  readonly time: bigint;
  /** Gas limits of all earlier items of the lane, summed. */
  readonly gasBefore: bigint;
}
