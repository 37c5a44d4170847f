import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Names who moves for the sender in all its disputes (spec/dispute.md, DISPUTE-10). @param delegate Zero: nobody. */
export function setDelegate(game: string, delegate: string): Call {
  return disputeCall({ game, method: "setDelegate", args: [delegate] });
}
