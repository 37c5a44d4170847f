import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Ends an offer nobody closed in time in refunds. Sender: anyone.
 * @param asset Asset id.
 */
export function expireOffer(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Issuance, "Issuance", "expireOffer", [asset]);
}
