import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { PredeployContracts } from "../rollup/connectPredeploys.js";

/** Parameters of {@link withdrawToken}. */
export interface WithdrawTokenParameters {
  /** The token of L1, not its form. */
  readonly token: string;
  /** Base units. */
  readonly amount: bigint;
  /** Who gets them on L1. */
  readonly recipient: string;
}

/** Withdraws units of a paired token; its form on L2 is burnt without an allowance. Sender: a holder on L2. */
export function withdrawToken(
  { L2TokenGateway }: PredeployContracts,
  { token, amount, recipient }: WithdrawTokenParameters,
): Call {
  return buildCall(L2TokenGateway, "L2TokenGateway", "withdraw", [token, amount, recipient]);
}
