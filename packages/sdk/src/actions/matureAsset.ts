import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Enters Matured. Sender: anyone.
 * @param asset Asset id.
 */
export function matureAsset(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Trading, "Trading", "mature", [asset]);
}
