import { approveToken } from "../actions/approveToken.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { PredeployContracts } from "../rollup/connectPredeploys.js";

/** Parameters of {@link withdrawPermissioned}. */
export interface WithdrawPermissionedParameters {
  /** The permissioned token on L2. */
  readonly token: string;
  /** Base units. */
  readonly amount: bigint;
  /** Who gets the form's units on L1; without eligibility there they are held for its identity. */
  readonly recipient: string;
}

/** Lets the gateway of L2 take units of a permissioned token and locks them there for L1. Sender: an eligible holder. */
export function withdrawPermissioned(
  { L2PermissionedGateway }: PredeployContracts,
  { token, amount, recipient }: WithdrawPermissionedParameters,
): Call[] {
  return [
    approveToken({ token: token, spender: L2PermissionedGateway.target as string, amount }),
    buildCall(L2PermissionedGateway, "L2PermissionedGateway", "sendUnits", [token, amount, recipient]),
  ];
}
