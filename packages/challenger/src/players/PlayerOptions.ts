import type { Hex } from "@muniment/protocol";

export interface PlayerOptions {
  readonly lane: number;
  /** Address of the game on L1. */
  readonly game: Hex;
  /** Address of the sender's key. */
  readonly account: Hex;
  /** Moves of one tick at most; 32 unless told. */
  readonly movesPerTick?: number;
  /** Steps of the lane that one tick takes at most; 16 unless told. */
  readonly stepsPerTick?: number;
  /** The proofs that L1 wants with a blob: of its cells (EIP-7594) unless told, or of the blob (EIP-4844). */
  readonly blobProofs?: "cells" | "blob";
  /** Binary logarithm of the most steps that are proven at once; 9 unless told. */
  readonly proveLevel?: number;
}
