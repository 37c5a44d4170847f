import type { Hex } from "@muniment/protocol";
import type { RawBatch } from "../signatures/RawBatch.js";
import type { SealedHeader } from "../transition/sealBlock.js";

/** Milliseconds of processor time that the commit thread took for one block, by stage. */
export interface CommitTimes {
  /** The state tree. */
  readonly tree: number;
  /** Receipts, blooms, roots of both lists, the header. */
  readonly seal: number;
  /** Writing the log, without waiting for the disk. */
  readonly log: number;
}

/** A block's bytes, as its log entry has them. */
export interface SealedContent {
  readonly transactions: RawBatch;
  /** Change records, the parent's hash included. */
  readonly changes: Uint8Array<ArrayBuffer>;
  /** Receipt records. */
  readonly receipts: Uint8Array<ArrayBuffer>;
}

/** A block with its header: committed to, and in the log when there is one. */
export interface ProducedBlock extends SealedHeader {
  /** State roots after each transaction, 32 bytes each; empty unless wanted. */
  readonly transactionRoots: Uint8Array;
  readonly times: CommitTimes;
  /** Absent unless wanted (ProducerOptions.withContent). */
  readonly content?: SealedContent;
}

/** What a commit thread answers. */
export type CommitReport =
  | { readonly kind: "ready" }
  | { readonly kind: "loaded"; readonly root: Hex | undefined }
  | ({ readonly kind: "sealed" } & ProducedBlock)
  /** Every block up to and with this one is on disk; what waiting for the disk took. */
  | { readonly kind: "synced"; readonly number: bigint; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly problem: string };
