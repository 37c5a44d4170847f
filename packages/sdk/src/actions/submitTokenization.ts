import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { TokenizationRecordStruct } from "../contracts/structs.js";

/**
 * Submits the token of a structured asset. Sender: the issuer or its tokenization agent.
 * @param asset Asset id.
 * @param record Token, code hash, metadata hash.
 */
export function submitTokenization(contracts: Contracts, asset: Hex, record: TokenizationRecordStruct): Call {
  return buildCall(contracts.Tokenization, "Tokenization", "submit", [asset, record]);
}
