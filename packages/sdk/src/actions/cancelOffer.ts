import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Ends an open offer in refunds. Sender: an approver.
 * @param asset Asset id.
 */
export function cancelOffer(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Issuance, "Issuance", "cancelOffer", [asset]);
}
