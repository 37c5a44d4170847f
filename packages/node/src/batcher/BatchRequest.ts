import type { BatchHeader, Hex, QueueItem } from "@muniment/protocol";
import type { BlobSidecar } from "@muniment/derivation";
import type { RuntimeCapacity } from "@muniment/executor";

/** Where a batch's data go, and how many of them. */
export interface BatchTerms {
  readonly kind: "blobs" | "calldata";
  /** Blobs of a batch at most. */
  readonly mostBlobs: number;
  /** What goes with a blob: the proofs of its cells (EIP-7594), or its one proof (EIP-4844). */
  readonly blobProofs: "cells" | "blob";
}

/** What the batch thread is started with. */
export interface BatchTask {
  readonly directory: string;
  /** The lane's chain on L2. */
  readonly chainId: number;
  /** Address of the queue on L1. */
  readonly queue: Hex;
  /** What the lane's tables can hold. */
  readonly capacity?: RuntimeCapacity;
  readonly terms: BatchTerms;
}

/** What the batch thread is asked. */
export type BatchQuestion =
  /** For the batch behind `parent`, if there is one to be closed. */
  | {
      readonly kind: "build";
      readonly parent: BatchHeader;
      readonly epoch: bigint;
      /** keccak256 of the name of the rules. */
      readonly rules: Hex;
      /** The last block that is on disk. */
      readonly upTo: bigint;
      /** Whether what there is must wait no longer. */
      readonly isAged: boolean;
      /** Items of the queue behind the parent's cursor, as many as are known. */
      readonly items: readonly QueueItem[];
    }
  /** For the data of a batch that was built before. */
  | { readonly kind: "pack"; readonly parent: BatchHeader; readonly header: BatchHeader };

/** What a commit carries besides its headers. */
export type BatchPayload =
  | { readonly kind: "calldata"; readonly data: Uint8Array }
  | { readonly kind: "blobs"; readonly blobs: readonly BlobSidecar[] };

/** A batch that can be committed. */
export interface BuiltCommit {
  readonly header: BatchHeader;
  readonly payload: BatchPayload;
}
