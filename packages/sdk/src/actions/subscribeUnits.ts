import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Subscribes in an open offer. Sender: an investor that allowed Issuance to take the cash.
 * @param asset Asset id.
 * @param units Base units.
 */
export function subscribeUnits(contracts: Contracts, asset: Hex, units: bigint): Call {
  return buildCall(contracts.Issuance, "Issuance", "subscribe", [asset, units]);
}
