import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Takes an asset back one stage while it has no supply. Sender: an approver.
 * @param asset Asset id.
 * @param reason keccak256 of the stated reason.
 */
export function rollbackAsset(contracts: Contracts, asset: Hex, reason: Hex): Call {
  return buildCall(contracts.Lifecycle, "Lifecycle", "rollback", [asset, reason]);
}
