import type { Message } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/**
 * Gives back what a message locked that failed on a lane which has ended. Sender: anyone.
 * @param failedProof Of escapeSlots.failedMessage in the messenger of L2.
 */
export function refundFailed({ EscapeHatch }: RollupContracts, message: Message, failedProof: string): Call {
  return buildCall(EscapeHatch, "EscapeHatch", "refundFailed", [message, failedProof]);
}
