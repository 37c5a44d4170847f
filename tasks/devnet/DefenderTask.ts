import type { Hex } from "@muniment/protocol";
import type { AttesterTask } from "./AttesterTask.js";

/** What the defender's thread is started with. */
export interface DefenderTask extends Pick<
  AttesterTask,
  "manifest" | "l1Url" | "blobs" | "directory" | "pollInterval"
> {
  /** Of who moves for the committer. */
  readonly key: Hex;
  /** Whose batches are defended. */
  readonly committer: Hex;
  /** The proofs that L1 wants with a blob. */
  readonly blobProofs: "cells" | "blob";
  /** wei that a batch locks. */
  readonly batchBond: bigint;
}
