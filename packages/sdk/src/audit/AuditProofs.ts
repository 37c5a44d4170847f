import type { Hex } from "@muniment/protocol";

/** That the state of a lane has the head of an asset's checkpoint chain. */
export interface AssetProof {
  readonly asset: Hex;
  /** Hash of its newest checkpoint. */
  readonly head: Hex;
  /** State proof of the slot that has it. */
  readonly headProof: Hex;
  /** Number of its checkpoints. */
  readonly checkpoints: string;
  readonly checkpointsProof: Hex;
}

/** What ties a trail to L1: the batch at whose end the trail ends, and the heads of its checkpoint chains in that state. */
export interface AuditProofs {
  readonly lane: number;
  readonly l1ChainId: number;
  /** Contract Rollup on L1. */
  readonly rollup: string;
  /** Index of the batch. */
  readonly batch: string;
  /** The batch's header, 360 bytes, whose digest L1 has. */
  readonly header: Hex;
  /** Every asset whose checkpoints the trail has. */
  readonly assets: readonly AssetProof[];
}
