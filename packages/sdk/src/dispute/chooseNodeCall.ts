import type { Dispute } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";
import type { ShownChoice } from "./ShownChoice.js";

/** Names a node that is not the challenger's own (spec/dispute.md, DISPUTE-4). */
export function chooseNodeCall(game: string, dispute: Dispute, { shown, which }: ShownChoice): Call {
  return disputeCall({ game, method: "chooseNode", args: [dispute, shown, which] });
}
