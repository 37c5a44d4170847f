import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Parameters of {@link forceTransfer}. */
export interface ForceTransferParameters {
  /** Asset id. */
  readonly asset: Hex;
  /** Holder. */
  readonly from: string;
  /** Verified receiver. */
  readonly to: string;
  /** Base units. */
  readonly amount: bigint;
  /** keccak256 of the stated reason. */
  readonly reason: Hex;
}

/** Moves units by force of law. Sender: enforcement. */
export function forceTransfer(contracts: Contracts, parameters: ForceTransferParameters): Call {
  const { asset, from, to, amount, reason } = parameters;
  return buildCall(contracts.Trading, "Trading", "forceTransfer", [asset, from, to, amount, reason]);
}
