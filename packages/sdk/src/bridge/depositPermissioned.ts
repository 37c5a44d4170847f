import { approveToken } from "../actions/approveToken.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { bridgeGas } from "./bridgeGas.js";
import { withMargin } from "./withMargin.js";

/** Parameters of {@link depositPermissioned}. */
export interface DepositPermissionedParameters {
  /** The form on L1. */
  readonly form: string;
  /** Base units. */
  readonly amount: bigint;
  /** Who gets them on L2. */
  readonly recipient: string;
}

/**
 * Lets the gateway take units of a permissioned token's form on L1 and sends them home to L2. Sender: an eligible holder.
 * What is beyond the fee comes back.
 */
export async function depositPermissioned(
  { L1Messenger, L1PermissionedGateway }: RollupContracts,
  { form, amount, recipient }: DepositPermissionedParameters,
): Promise<Call[]> {
  const { gas, size } = bridgeGas.arriveUnits;
  const value = withMargin(await L1Messenger.feeFor(gas, size));
  const send = buildCall(L1PermissionedGateway, "L1PermissionedGateway", "sendUnits", [
    form,
    amount,
    recipient,
  ]);
  return [
    approveToken({ token: form, spender: L1PermissionedGateway.target as string, amount }),
    { ...send, value },
  ];
}
