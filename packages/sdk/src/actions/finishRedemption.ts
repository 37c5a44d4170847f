import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Enters Redeemed when no unit is outstanding. Sender: anyone.
 * @param asset Asset id.
 */
export function finishRedemption(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Redemption, "Redemption", "finish", [asset]);
}
