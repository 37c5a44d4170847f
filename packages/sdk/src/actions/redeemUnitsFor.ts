import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Parameters of {@link redeemUnitsFor}. */
export interface RedeemUnitsForParameters {
  /** Asset id. */
  readonly asset: Hex;
  /** Holder who is paid. */
  readonly holder: string;
  /** Base units. */
  readonly units: bigint;
}

/** Redeems for a holder who does not act. Sender: a paying agent. */
export function redeemUnitsFor(contracts: Contracts, parameters: RedeemUnitsForParameters): Call {
  const { asset, holder, units } = parameters;
  return buildCall(contracts.Redemption, "Redemption", "redeemFor", [asset, holder, units]);
}
