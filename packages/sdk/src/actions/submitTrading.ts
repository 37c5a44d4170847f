import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { TradingTermsStruct } from "../contracts/structs.js";

/**
 * Submits the admission to trading. Sender: the issuer or an appointed proposer.
 * @param asset Asset id.
 * @param terms Venue, net asset value, agreement.
 */
export function submitTrading(contracts: Contracts, asset: Hex, terms: TradingTermsStruct): Call {
  return buildCall(contracts.Trading, "Trading", "submit", [asset, terms]);
}
