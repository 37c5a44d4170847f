import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Refuses an asset before issuance. Sender: an approver.
 * @param asset Asset id.
 * @param reason keccak256 of the stated reason.
 */
export function rejectAsset(contracts: Contracts, asset: Hex, reason: Hex): Call {
  return buildCall(contracts.Lifecycle, "Lifecycle", "reject", [asset, reason]);
}
