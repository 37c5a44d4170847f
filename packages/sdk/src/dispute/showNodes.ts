import type { Dispute, Hex } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Shows the nodes below the node in question (spec/dispute.md, DISPUTE-4). */
export function showNodes(game: string, dispute: Dispute, nodes: readonly Hex[]): Call {
  return disputeCall({ game, method: "showNodes", args: [dispute, nodes] });
}
