import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import type { ReceiptsStatement } from "@muniment/protocol";

/** A statement of a sequencer on a block, and its signature, 65 bytes. */
export interface SignedReceipts {
  readonly statement: ReceiptsStatement;
  readonly signature: string;
}

/** Parameters of {@link reportEquivocation}. */
export interface ReportEquivocationParameters {
  /** Who signed both. */
  readonly sequencer: string;
  readonly first: SignedReceipts;
  /** Of the same lane, epoch and number, and of other content. */
  readonly second: SignedReceipts;
}

/** Reports two signatures of one sequencer for one block number; a half of its bond goes to the sender's credit. */
export function reportEquivocation(
  { SequencerBond }: RollupContracts,
  { sequencer, first, second }: ReportEquivocationParameters,
): Call {
  return buildCall(SequencerBond, "SequencerBond", "report", [
    sequencer,
    first.statement,
    second.statement,
    [first.signature, second.signature],
  ]);
}
