import { encodeBatchHeader, encodeHeader } from "@muniment/protocol";
import type { BatchHeader, BlockHeader, Dispute } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";
import { leafTuple } from "./LeafChoice.js";
import type { LeafChoice } from "./LeafChoice.js";

/** What the first leaf follows from. */
export interface FirstLeafParent {
  readonly header: BatchHeader;
  readonly lastBlock: BlockHeader;
}

/** Shows that the first leaf is not what the parent's header and its last block give (spec/dispute.md, DISPUTE-5). */
export function proveFirst(
  game: string,
  dispute: Dispute,
  choice: LeafChoice,
  { header, lastBlock }: FirstLeafParent,
): Call {
  const args = [dispute, leafTuple(choice), encodeBatchHeader(header), encodeHeader(lastBlock)];
  return disputeCall({ game, method: "proveFirst", args });
}
