import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Opens the submitted offer. Sender: a distributor.
 * @param asset Asset id.
 */
export function openOffer(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Issuance, "Issuance", "openOffer", [asset]);
}
