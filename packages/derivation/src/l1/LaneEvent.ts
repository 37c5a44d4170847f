import type { BatchHeader, Hex, QueueItem } from "@muniment/protocol";

/** Where an event stands on L1. */
export interface L1Place {
  readonly block: bigint;
  readonly blockHash: Hex;
  /** Of the block, Unix seconds. */
  readonly time: bigint;
  readonly transaction: Hex;
  /** Index of the log in its block. */
  readonly logIndex: bigint;
}

/** What happened to a lane, as the events of L1 say. */
export type LaneEvent = { readonly at: L1Place } & (
  | { readonly kind: "opened"; readonly digest: Hex; readonly header: BatchHeader }
  | {
      readonly kind: "committed";
      readonly digest: Hex;
      readonly header: BatchHeader;
      readonly committer: Hex;
    }
  | { readonly kind: "evidence"; readonly index: bigint; readonly evidence: number; readonly verifier: Hex }
  | { readonly kind: "finalized"; readonly index: bigint }
  | { readonly kind: "rolledBack"; readonly index: bigint; readonly epoch: bigint }
  | { readonly kind: "queued"; readonly place: bigint; readonly item: QueueItem }
);
