import type { Allocation, RuntimeCapacity } from "@muniment/executor";
import type { BatchHeader, BatchInput, BlockHeader, Hex } from "@muniment/protocol";

/** Where a lane begins. */
export interface FollowGenesis {
  /** The genesis batch. */
  readonly header: BatchHeader;
  /** Block 0. */
  readonly block: BlockHeader;
  readonly allocations: ReadonlyMap<Hex, Allocation>;
}

/** What the follower's thread is started with. */
export interface FollowTask {
  /** Where what is FINAL is kept, so that a restart goes on behind it. */
  readonly directory: string;
  readonly genesis: FollowGenesis;
  /** What the lane's tables can hold. */
  readonly capacity?: RuntimeCapacity;
  /** FINAL blocks between two snapshots. */
  readonly snapshotEvery: number;
}

/** What the follower's thread is asked. */
export type FollowQuestion =
  /** Where it stands. */
  | { readonly kind: "where" }
  /** To execute the next batch and compare every output. */
  | { readonly kind: "batch"; readonly input: BatchInput }
  /** To go back to a batch. */
  | { readonly kind: "undone"; readonly last: bigint }
  /** To keep on disk what is FINAL. */
  | { readonly kind: "final"; readonly last: bigint };

/** Where a follower stands. */
export interface FollowPlace {
  /** The last batch that was checked. */
  readonly index: bigint;
  readonly digest: Hex;
  /** Its last block. */
  readonly block: bigint;
  readonly blockHash: Hex;
  /** After it. */
  readonly stateRoot: Hex;
  /** Last block of the last FINAL batch. */
  readonly finalBlock: bigint;
}
