import type { Provider } from "ethers";

import type { Call } from "./Call.js";
import { toProtocolError } from "./toProtocolError.js";

/**
 * Runs a call without sending it.
 * @param from Account it would be sent from.
 * @returns Gas it would use.
 * @throws POLICY_REFUSED, CHAIN_FAILED
 */
export async function simulateCall(provider: Provider, from: string, call: Call): Promise<bigint> {
  try {
    return await provider.estimateGas({ from, to: call.to, data: call.data, value: call.value });
  } catch (error) {
    throw toProtocolError(error, call);
  }
}
