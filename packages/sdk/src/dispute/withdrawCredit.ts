import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Pays out what disputes have brought the sender (spec/dispute.md, DISPUTE-11). */
export function withdrawCredit(game: string): Call {
  return disputeCall({ game, method: "withdraw", args: [] });
}
