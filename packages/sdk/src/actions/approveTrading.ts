import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Enters Trading. Sender: a venue.
 * @param asset Asset id.
 */
export function approveTrading(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Trading, "Trading", "approve", [asset]);
}
