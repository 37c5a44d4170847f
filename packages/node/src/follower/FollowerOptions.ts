import type { BlobArchive, DerivationStep, L1Rpc } from "@muniment/derivation";
import type { RuntimeCapacity } from "@muniment/executor";
import type { Hex, ProtocolError } from "@muniment/protocol";
import type { Clock } from "../sequencer/Clock.js";
import type { FollowGenesis, FollowPlace } from "./FollowTask.js";

/** What a follower follows. */
export interface FollowerOptions {
  /** Where what is FINAL is kept, so that a restart goes on behind it. */
  readonly directory: string;
  readonly lane: number;
  /** The lane's chain on L2. */
  readonly chainId: bigint;
  readonly l1: L1Rpc;
  /** Addresses on L1. */
  readonly contracts: { readonly rollup: Hex; readonly queue: Hex };
  /** L1 block of the deployment. */
  readonly fromBlock: bigint;
  /** Blocks behind L1's newest one that a commit must lie to be looked at. */
  readonly confirmations: number;
  /** Where blobs are found; nobody believes it. */
  readonly archive: BlobArchive;
  readonly genesis: FollowGenesis;
  readonly capacity?: RuntimeCapacity;
  /** Milliseconds between two looks at L1; 4,000 unless told. */
  readonly pollInterval?: number;
  /** FINAL blocks between two snapshots; 1,024 unless told. */
  readonly snapshotEvery?: number;
}

/** What a follower works with, and whom it tells. */
export interface FollowerParts {
  readonly clock?: Clock;
  /** Told of each step when it is taken: a batch was checked, batches were undone, batches are FINAL. */
  readonly onStep?: (step: DerivationStep, place: FollowPlace) => void;
  /** Told when nothing is left to do until L1 says more. */
  readonly onHead?: (place: FollowPlace) => void;
  /** Told what went wrong and is tried again. */
  readonly onTrouble?: (trouble: unknown) => void;
  /** Told the first difference, after which it follows no more (NODE-20). */
  readonly onFailure?: (failure: ProtocolError) => void;
}
