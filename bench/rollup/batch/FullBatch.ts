import type { BlockContent } from "@muniment/protocol";

/** Transactions that fill so many blobs, and nothing else. */
export interface FullBatch {
  readonly blobs: number;
  readonly blocks: readonly BlockContent[];
  readonly transactions: number;
  readonly data: Uint8Array;
}
