import { encodeBatchHeader } from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import type { Call } from "../calls/Call.js";
import { disputeCall } from "./disputeCall.js";

/** Parameters of {@link openDispute}. */
export interface OpenDisputeParameters {
  readonly header: BatchHeader;
  /** A number that the sender has not used for this batch. */
  readonly salt: bigint;
  /** wei; exactly the game's. */
  readonly bond: bigint;
}

/** Opens a dispute about a batch (spec/dispute.md, DISPUTE-2); who sends it is the challenger. */
export function openDispute(game: string, { header, salt, bond }: OpenDisputeParameters): Call {
  return disputeCall({ game, method: "open", args: [encodeBatchHeader(header), salt], value: bond });
}
