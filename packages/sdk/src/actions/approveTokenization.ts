import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Enters Tokenized and links the token. Sender: a transfer agent.
 * @param asset Asset id.
 */
export function approveTokenization(contracts: Contracts, asset: Hex): Call {
  return buildCall(contracts.Tokenization, "Tokenization", "approve", [asset]);
}
