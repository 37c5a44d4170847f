import { approveToken } from "../actions/approveToken.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/** Parameters of {@link depositToken}. */
export interface DepositTokenParameters {
  /** Token of L1, which is paired. */
  readonly token: string;
  /** Base units. */
  readonly amount: bigint;
  /** Who gets them on L2. */
  readonly recipient: string;
}

/**
 * Lets the gateway take units of a token and deposits them. Sender: a holder on L1. The fee is to the wei, as in
 * {@link depositEth}.
 */
export async function depositToken(
  { L1TokenGateway }: RollupContracts,
  { token, amount, recipient }: DepositTokenParameters,
): Promise<Call[]> {
  const value = await L1TokenGateway.depositFee();
  const deposit = buildCall(L1TokenGateway, "L1TokenGateway", "depositToken", [token, amount, recipient]);
  return [
    approveToken({ token: token, spender: L1TokenGateway.target as string, amount }),
    { ...deposit, value },
  ];
}
