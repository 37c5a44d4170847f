import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Ends the offer: issuance with the soft cap met, refunds otherwise. Sender: a distributor.
 * @param asset Asset id.
 */
export function closeOffer(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Issuance, "Issuance", "close", [asset]);
}
