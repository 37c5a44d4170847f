import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Fixes and funds what is paid after a default. Sender: a trustee.
 * @param asset Asset id.
 * @param amount Minor units of the cash token.
 */
export function declareRecovery(contracts: Contracts, asset: Hex, amount: bigint): Call {
  return buildCall(contracts.Redemption, "Redemption", "declareRecovery", [asset, amount]);
}
