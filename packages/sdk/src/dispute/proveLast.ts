import { encodeTraceLeaf } from "@muniment/protocol";
import type { Dispute, TraceLeaf } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";
import { leafTuple } from "./LeafChoice.js";
import type { LeafChoice } from "./LeafChoice.js";

/** Shows that the header contradicts the last leaf (spec/dispute.md, DISPUTE-5). */
export function proveLast(game: string, dispute: Dispute, choice: LeafChoice, leaf: TraceLeaf): Call {
  return disputeCall({
    game,
    method: "proveLast",
    args: [dispute, leafTuple(choice), encodeTraceLeaf(leaf)],
  });
}
