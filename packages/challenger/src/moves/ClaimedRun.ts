import type { Hex } from "@muniment/protocol";

/** Steps of a batch's machine that a player is about to have L1 make, and what the player holds to come of them. */
export interface ClaimedRun {
  /** The dispute's. */
  readonly id: Hex;
  /** The batch's. */
  readonly digest: Hex;
  readonly before: Hex;
  readonly steps: number;
  readonly witness: Uint8Array;
  /** The state behind them, by the player's own machine. */
  readonly behind: Hex;
}
