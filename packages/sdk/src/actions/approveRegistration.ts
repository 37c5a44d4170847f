import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Enters Registered. Sender: a registrar.
 * @param asset Asset id.
 */
export function approveRegistration(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Registration, "Registration", "approve", [asset]);
}
