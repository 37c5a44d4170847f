import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Ends an asset's life before issuance. Sender: its issuer.
 * @param asset Asset id.
 * @param reason keccak256 of the stated reason.
 */
export function withdrawAsset(contracts: Contracts, asset: Hex, reason: Hex): Call {
  return buildCall(contracts.Lifecycle, "Lifecycle", "withdraw", [asset, reason]);
}
