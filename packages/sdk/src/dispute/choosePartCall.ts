import type { Dispute } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";
import type { ShownChoice } from "./ShownChoice.js";

/** Names the first part whose end is not the challenger's own (spec/dispute.md, DISPUTE-6). */
export function choosePartCall(game: string, dispute: Dispute, { shown, which }: ShownChoice): Call {
  return disputeCall({ game, method: "choosePart", args: [dispute, shown, which] });
}
