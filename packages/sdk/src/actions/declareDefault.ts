import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Declares a default. Sender: a trustee.
 * @param asset Asset id.
 * @param reason keccak256 of the stated reason.
 */
export function declareDefault(contracts: Contracts, asset: Hex, reason: Hex): Call {
  return buildCall(contracts.Trading, "Trading", "declareDefault", [asset, reason]);
}
