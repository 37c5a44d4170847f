import type { Hex } from "@muniment/protocol";

/** A DvP that both parties have checked and one has signed. */
export interface ReadyTrade {
  /**
   * Brings the second signature to the prover.
   * @returns The operation's identifier.
   */
  accept(): Promise<Hex>;
}
