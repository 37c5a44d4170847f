import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Parameters of {@link allocateUnits}. */
export interface AllocateUnitsParameters {
  /** Asset id. */
  readonly asset: Hex;
  /** Investors. */
  readonly investors: readonly string[];
  /** Base units each one keeps. */
  readonly units: readonly bigint[];
}

/** Cuts subscriptions back to allocations. Sender: the offer's proposer. */
export function allocateUnits(contracts: Contracts, parameters: AllocateUnitsParameters): Call {
  const { asset, investors, units } = parameters;
  return buildCall(contracts.Issuance, "Issuance", "allocate", [asset, investors, units]);
}
