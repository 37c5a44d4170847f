import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { OfferTermsStruct } from "../contracts/structs.js";

/**
 * Submits a primary offer. Sender: the issuer or an appointed proposer.
 * @param asset Asset id.
 * @param terms Terms of the offer.
 */
export function submitOffer(contracts: Contracts, asset: Hex, terms: OfferTermsStruct): Call {
  return buildCall(contracts.Issuance, "Issuance", "submit", [asset, terms]);
}
