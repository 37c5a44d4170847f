import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Suspends an asset whose evidence lapsed. Sender: anyone.
 * @param asset Asset id.
 */
export function suspendLapsed(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Trading, "Trading", "suspendLapsed", [asset]);
}
