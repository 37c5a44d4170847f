import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Fixes the record date of the next unpaid period. Sender: anyone.
 * @param asset Asset id.
 */
export function fixRecordDate(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Servicing, "Servicing", "fixRecordDate", [asset]);
}
