import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Adds money to the redemption pool. Sender: anyone who allowed Redemption to take the cash.
 * @param asset Asset id.
 * @param amount Minor units of the cash token.
 */
export function fundRedemption(contracts: Contracts, asset: Hex, amount: bigint): Call {
  return buildCall(contracts.Redemption, "Redemption", "fund", [asset, amount]);
}
