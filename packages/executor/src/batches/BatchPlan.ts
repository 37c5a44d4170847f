import type { BatchHeader, Hex, QueueItem } from "@muniment/protocol";

/** Where the data of a batch will be on L1. */
export type BatchDataPlace =
  | { readonly kind: "calldata"; readonly data: Uint8Array }
  | { readonly kind: "blobs"; readonly dataSize: number; readonly versionedHashes: readonly Hex[] };

/** What a batcher decides about a batch. */
export interface BatchPlan {
  /** Header of the batch before. */
  readonly parent: BatchHeader;
  /** The lane's now. */
  readonly epoch: bigint;
  /** keccak256 of the name of the rules that the batch follows. */
  readonly rules: Hex;
  /** How many blocks. */
  readonly blocks: number;
  /** Of the last of them, Unix seconds. */
  readonly time: bigint;
  /** Items of the queue that it consumes, behind the parent's cursor. */
  readonly items: readonly QueueItem[];
  readonly data: BatchDataPlace;
}
