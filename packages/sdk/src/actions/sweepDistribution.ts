import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Returns the rounding residue of a fully claimed distribution. Sender: anyone.
 * @param distribution Distribution id.
 */
export function sweepDistribution(contracts: Contracts, distribution: Hex): Call {
  return buildCall(contracts.Distribution, "Distribution", "sweep", [distribution]);
}
