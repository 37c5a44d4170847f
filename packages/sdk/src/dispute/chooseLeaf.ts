import type { Dispute, Hex } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";
import { leafTuple } from "./LeafChoice.js";
import type { LeafChoice } from "./LeafChoice.js";

/** The leaf before the one that is named. */
export interface LeafBefore {
  readonly hash: Hex;
  /** Its siblings in the committer's tree, the lowest first. */
  readonly path: readonly Hex[];
}

/** Names the first leaf that is not the challenger's own: the step before it is wrong (spec/dispute.md, DISPUTE-4). */
export function chooseLeaf(game: string, dispute: Dispute, choice: LeafChoice, before: LeafBefore): Call {
  const args = [dispute, leafTuple(choice), before.hash, before.path];
  return disputeCall({ game, method: "chooseLeaf", args });
}
