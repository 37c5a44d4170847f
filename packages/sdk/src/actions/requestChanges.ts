import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Asks for a new revision of what is submitted for the next stage. Sender: an approver.
 * @param asset Asset id.
 * @param reason keccak256 of the stated reason.
 */
export function requestChanges(contracts: Contracts, asset: Hex, reason: Hex): Call {
  return buildCall(contracts.Lifecycle, "Lifecycle", "requestChanges", [asset, reason]);
}
