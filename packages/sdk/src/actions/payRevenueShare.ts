import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Parameters of {@link payRevenueShare}. */
export interface PayRevenueShareParameters {
  /** Asset id. */
  readonly asset: Hex;
  /** Reported revenue, minor units. */
  readonly revenue: bigint;
  /** Hash of the revenue report. */
  readonly report: Hex;
}

/** Pays the holders' share of a period's revenue. Sender: a paying agent that allowed Distribution to take the cash. */
export function payRevenueShare(contracts: Contracts, parameters: PayRevenueShareParameters): Call {
  const { asset, revenue, report } = parameters;
  return buildCall(contracts.Servicing, "Servicing", "payRevenueShare", [asset, revenue, report]);
}
