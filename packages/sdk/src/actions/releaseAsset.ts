import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Ends a suspension that ran out or whose lapse was made good. Sender: anyone.
 * @param asset Asset id.
 */
export function releaseAsset(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Trading, "Trading", "release", [asset]);
}
