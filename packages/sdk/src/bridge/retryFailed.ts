import type { Message } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { PredeployContracts } from "../rollup/connectPredeploys.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/**
 * Carries out again a message whose call failed. Sender: anyone, on the side where it failed.
 * @param side The contracts of that side: of L1 for messages from L2, the predeploys for messages from L1.
 */
export function retryFailed(
  side: Pick<RollupContracts, "L1Messenger"> | Pick<PredeployContracts, "L2Messenger">,
  message: Message,
): Call {
  return "L1Messenger" in side
    ? buildCall(side.L1Messenger, "L1Messenger", "repeatMessage", [message])
    : buildCall(side.L2Messenger, "L2Messenger", "repeatMessage", [message]);
}
