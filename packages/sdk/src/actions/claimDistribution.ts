import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Pays a holder what is due. Sender: anyone.
 * @param distribution Distribution id.
 * @param holder Holder at the record date.
 */
export function claimDistribution(contracts: Contracts, distribution: Hex, holder: string): Call {
  return buildCall(contracts.Distribution, "Distribution", "claim", [distribution, holder]);
}
