import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Pays the next coupon. Sender: a paying agent that allowed Distribution to take the cash.
 * @param asset Asset id.
 */
export function payCoupon(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Servicing, "Servicing", "payCoupon", [asset]);
}
