import type { Dispute } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Ends a dispute about a batch that is no longer committed (spec/dispute.md, DISPUTE-12). */
export function closeVoid(game: string, dispute: Dispute): Call {
  return disputeCall({ game, method: "closeVoid", args: [dispute] });
}
