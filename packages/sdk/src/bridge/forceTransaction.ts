import { ZeroAddress } from "ethers";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { withMargin } from "./withMargin.js";

/** Parameters of {@link forceTransaction}. */
export interface ForceTransactionParameters {
  /** Who is called on L2; without one a contract is created. */
  readonly recipient?: string;
  /** wei, from the sender's own balance on L2. */
  readonly value?: bigint;
  /** Gas on L2. */
  readonly gasLimit: bigint;
  /** Call data or init code. */
  readonly data?: string;
}

/**
 * Queues a transaction for L2 which no sequencer can leave out. Sender: on L2 the same account, or the alias of a contract.
 * What is beyond the fee comes back.
 */
export async function forceTransaction(
  { MessageQueue, lane }: RollupContracts,
  { recipient, value = 0n, gasLimit, data = "0x" }: ForceTransactionParameters,
): Promise<Call> {
  const fee = withMargin(await MessageQueue.feeFor(lane, gasLimit));
  const request = {
    recipient: recipient ?? ZeroAddress,
    isCreation: recipient === undefined,
    value,
    gasLimit,
    data,
  };
  return { ...buildCall(MessageQueue, "MessageQueue", "enqueue", [lane, request]), value: fee };
}
