import type { Message } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/** How a message is shown under a FINAL root, as the node's muniment_getWithdrawalProof gives it. */
export interface WithdrawalInclusion {
  /** Index of the first FINAL root that has the message. */
  readonly batch: bigint;
  /** Index of the FINAL root before. */
  readonly before: bigint;
  /** From the leaf's up. */
  readonly siblings: readonly string[];
}

/** Carries a message of L2 out on L1, once. Sender: anyone. A call that fails is noted and can be repeated. */
export function claimWithdrawal(
  { L1Messenger }: RollupContracts,
  message: Message,
  inclusion: WithdrawalInclusion,
): Call {
  return buildCall(L1Messenger, "L1Messenger", "claimMessage", [message, inclusion]);
}
