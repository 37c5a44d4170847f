import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Suspends an asset for at most seven days. Sender: a guardian.
 * @param asset Asset id.
 * @param reason keccak256 of the stated reason.
 */
export function suspendUrgently(contracts: Contracts, asset: Hex, reason: Hex): Call {
  return buildCall(contracts.Trading, "Trading", "suspendUrgently", [asset, reason]);
}
