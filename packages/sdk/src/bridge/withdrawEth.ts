import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { PredeployContracts } from "../rollup/connectPredeploys.js";

/**
 * Withdraws ETH. Sender: anyone on L2.
 * @param recipient Who gets it on L1.
 * @param amount wei
 */
export function withdrawEth(
  { L2EthGateway }: PredeployContracts,
  { recipient, amount }: { readonly recipient: string; readonly amount: bigint },
): Call {
  return { ...buildCall(L2EthGateway, "L2EthGateway", "withdraw", [recipient]), value: amount };
}
