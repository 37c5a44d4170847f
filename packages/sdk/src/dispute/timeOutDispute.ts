import type { Dispute } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Ends a dispute whose time is over (spec/dispute.md, DISPUTE-9). */
export function timeOutDispute(game: string, dispute: Dispute): Call {
  return disputeCall({ game, method: "timeOut", args: [dispute] });
}
