import type { Dispute } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";
import { leafTuple } from "./LeafChoice.js";
import type { LeafChoice } from "./LeafChoice.js";

/** Shows that a leaf behind the last one is not zero (spec/dispute.md, DISPUTE-5). */
export function provePadding(game: string, dispute: Dispute, choice: LeafChoice): Call {
  return disputeCall({ game, method: "provePadding", args: [dispute, leafTuple(choice)] });
}
