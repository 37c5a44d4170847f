import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Enters Structured. Sender: a structure approver.
 * @param asset Asset id.
 */
export function approveStructure(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Structuring, "Structuring", "approve", [asset]);
}
