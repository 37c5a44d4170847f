import type { Dispute, Hex } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/**
 * Has the contract run an interval (spec/dispute.md, DISPUTE-7).
 * @param states Its ends, with the seven between them when they have been shown.
 */
export function proveStep(game: string, dispute: Dispute, states: readonly Hex[], witness: Uint8Array): Call {
  return disputeCall({ game, method: "proveStep", args: [dispute, states, witness] });
}
