import type { Hex } from "@muniment/protocol";

/** What a commit thread is asked: to take in state before the first block, or to commit an executed block. */
export type CommitJob = LoadJob | BlockJob;

/** Change records of the state at start, in any number of parts. */
export interface LoadJob {
  readonly kind: "load";
  /** Whether the root is wanted, which costs the hashing of all that changed. */
  readonly isLast: boolean;
  readonly changes: ArrayBuffer;
}

/** An executed block: all that its header, its log entry and the tree need. */
export interface BlockJob {
  readonly kind: "block";
  readonly number: bigint;
  /** Seconds. */
  readonly timestamp: bigint;
  readonly beneficiary: Hex;
  readonly gasLimit: bigint;
  readonly gasUsed: bigint;
  /** Wei per gas. */
  readonly baseFeePerGas: bigint;
  /** Id of the slot in which the history contract keeps the parent's hash. */
  readonly historySlot: number;
  /** Change records and receipt records as the runtime wrote them. */
  readonly changes: ArrayBuffer;
  readonly receipts: ArrayBuffer;
  /** The raw transactions end to end, and where each begins; one offset more than transactions. */
  readonly raw: ArrayBuffer;
  readonly offsets: ArrayBuffer;
}
