import type { Dispute, Hex } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Shows the seven states that divide the interval into eight (spec/dispute.md, DISPUTE-6). */
export function showStates(
  game: string,
  dispute: Dispute,
  ends: readonly Hex[],
  states: readonly Hex[],
): Call {
  return disputeCall({ game, method: "showStates", args: [dispute, ends, states] });
}
