import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Takes the sender's money out of an offer. Sender: the investor.
 * @param offer Offer id.
 */
export function refundSubscription(contracts: Contracts, offer: Hex): Call {
  return buildCall(contracts.Issuance, "Issuance", "refund", [offer]);
}
