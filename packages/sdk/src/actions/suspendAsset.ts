import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Suspends an asset until resumed. Sender: a regulator.
 * @param asset Asset id.
 * @param reason keccak256 of the stated reason.
 */
export function suspendAsset(contracts: Contracts, asset: Hex, reason: Hex): Call {
  return buildCall(contracts.Trading, "Trading", "suspend", [asset, reason]);
}
