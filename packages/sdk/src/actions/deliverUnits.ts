import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Delivers units against the escrowed money. Sender: anyone.
 * @param asset Asset id.
 * @param investors Investors to deliver to.
 */
export function deliverUnits(contracts: Contracts, asset: Hex, investors: readonly string[]): Call {
  return buildCall(contracts.Issuance, "Issuance", "deliver", [asset, investors]);
}
