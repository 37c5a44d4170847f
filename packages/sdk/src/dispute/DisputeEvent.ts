import type { Dispute, Hex } from "@muniment/protocol";
import type { DisputeEnd } from "./DisputeTranscript.js";
import type { DisputePhase } from "./disputePhases.js";

/** What happened in a game, as its events say. */
export type DisputeEvent =
  | { readonly kind: "opened"; readonly id: Hex; readonly dispute: Dispute }
  | { readonly kind: "nodesShown"; readonly id: Hex; readonly nodes: readonly Hex[] }
  | { readonly kind: "nodeChosen"; readonly id: Hex; readonly which: number }
  | {
      readonly kind: "leafChosen";
      readonly id: Hex;
      readonly place: number;
      readonly before: Hex;
      readonly behind: Hex;
    }
  | { readonly kind: "statesShown"; readonly id: Hex; readonly states: readonly Hex[] }
  | { readonly kind: "partChosen"; readonly id: Hex; readonly which: number }
  | { readonly kind: "ended"; readonly id: Hex; readonly outcome: DisputePhase; readonly end: DisputeEnd }
  | { readonly kind: "delegateChanged"; readonly party: Hex; readonly delegate: Hex }
  | { readonly kind: "creditWithdrawn"; readonly account: Hex; readonly amount: bigint };
