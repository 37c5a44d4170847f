import type { Hex } from "@muniment/protocol";
import type { TraceMachines } from "../lane/TraceMachines.js";
import type { ClaimedRun } from "./ClaimedRun.js";

/** What moves are made with. */
export interface MoveTools {
  /** Address of the game on L1. */
  readonly game: Hex;
  readonly machines: TraceMachines;
  /**
   * Has L1's verifier make a player's steps, without sending anything.
   * @throws DISPUTE_STEP_DIFFERS when it makes another state of them; what the verifier does
   */
  readonly verify: (run: ClaimedRun) => Promise<void>;
  /** Binary logarithm of the most steps that are proven at once; the contract takes 11 at most. */
  readonly proveLevel: number;
}
