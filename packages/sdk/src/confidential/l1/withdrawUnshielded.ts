import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { SettlementContracts } from "./SettlementContracts.js";

/**
 * Has paid what is owed to a target (SETTLE-82). Sender: anyone; the target gets it.
 * @param target What unshieldTarget gives.
 * @param value wei for the message, on the route of the gateway of tokens.
 */
export function withdrawUnshielded(
  { SettlementGateway }: Pick<SettlementContracts, "SettlementGateway">,
  { asset, target, value = 0n }: { readonly asset: bigint; readonly target: bigint; readonly value?: bigint },
): Call {
  const call = buildCall(SettlementGateway, "SettlementGateway", "withdraw", [asset, target]);
  return { ...call, value };
}
