import type { Dispute, Hex } from "@muniment/protocol";
import type { DisputePhase } from "./disputePhases.js";

/** Nodes of the trace's tree that were shown, and which of them was named. */
export interface NodeRound {
  readonly nodes: readonly Hex[];
  /** Absent until it is. */
  readonly which?: number;
}

/** How a dispute ended. */
export interface DisputeEnd {
  readonly winner: Hex;
  /** wei that the winner can withdraw. */
  readonly paid: bigint;
  /** wei that nobody gets. */
  readonly burnt: bigint;
}

/** A dispute as its events tell it. */
export interface DisputeTranscript {
  readonly id: Hex;
  readonly dispute: Dispute;
  readonly phase: DisputePhase;
  /** About the trace's tree, from its root on. */
  readonly rounds: readonly NodeRound[];
  /** The leaf that was named, behind the step in question. */
  readonly leaf?: { readonly place: number; readonly before: Hex; readonly behind: Hex };
  /** Steps of the machine before the interval in question, and the binary logarithm of how many it has. */
  readonly from: number;
  readonly level: number;
  /** What the game has one hash of: the nodes shown, the interval's ends, or the nine states shown. */
  readonly shown: readonly Hex[];
  readonly end?: DisputeEnd;
}
