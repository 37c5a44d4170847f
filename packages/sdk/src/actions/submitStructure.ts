import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { StructureTermsStruct } from "../contracts/structs.js";

/**
 * Submits the terms of a registered asset. Sender: the issuer or its arranger.
 * @param asset Asset id.
 * @param terms Terms of the instrument.
 */
export function submitStructure(contracts: Contracts, asset: Hex, terms: StructureTermsStruct): Call {
  return buildCall(contracts.Structuring, "Structuring", "submit", [asset, terms]);
}
