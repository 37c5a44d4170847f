import type { Dispute } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Ends a dispute about a batch that is PROVEN (spec/dispute.md, DISPUTE-13). */
export function closeWithProof(game: string, dispute: Dispute): Call {
  return disputeCall({ game, method: "closeWithProof", args: [dispute] });
}
