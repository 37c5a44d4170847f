import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Burns the sender's units for their payout. Sender: the holder.
 * @param asset Asset id.
 * @param units Base units.
 */
export function redeemUnits(contracts: Contracts, asset: Hex, units: bigint): Call {
  return buildCall(contracts.Redemption, "Redemption", "redeem", [asset, units]);
}
