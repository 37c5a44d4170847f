import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/** Parameters of {@link depositEth}. */
export interface DepositEthParameters {
  /** Who gets it on L2. */
  readonly recipient: string;
  /** wei */
  readonly amount: bigint;
  /** Gas of the transaction on L2, at least 21,000; more when the recipient is a contract. */
  readonly gasLimit?: bigint;
}

/**
 * Deposits ETH. Sender: anyone on L1. The fee, asked from L1, is in the value, to the wei: what is beyond it would come
 * back, for 6,900 gas of L1. L1 refuses the deposit when the price has risen meanwhile, which operators do seldom.
 * @example await sendCall(signer, await depositEth(rollup, { recipient, amount: parseEther("1") }));
 */
export async function depositEth(
  { MessageQueue, L1EthGateway, lane }: RollupContracts,
  { recipient, amount, gasLimit = 100_000n }: DepositEthParameters,
): Promise<Call> {
  const fee = await MessageQueue.feeFor(lane, gasLimit);
  const call = buildCall(L1EthGateway, "L1EthGateway", "deposit", [recipient, amount, gasLimit]);
  return { ...call, value: amount + fee };
}
