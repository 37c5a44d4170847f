import type { SettlementOperation } from "@muniment/protocol";
import { approveToken } from "../../actions/approveToken.js";
import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { SettlementContracts } from "./SettlementContracts.js";

/**
 * Lets the gateway take units and shields them (SETTLE-76). Sender: a holder on L1. The fee is to the wei; what is
 * beyond comes back.
 * @param operation What composeShield gave.
 */
export async function shieldUnits(
  { SettlementGateway }: Pick<SettlementContracts, "SettlementGateway">,
  operation: SettlementOperation,
): Promise<[Call, Call]> {
  const [{ asset }] = operation.legs;
  const { amount, target } = operation.crossing;
  const [token, value] = await Promise.all([SettlementGateway.tokenOf(asset), SettlementGateway.shieldFee()]);
  const shield = buildCall(SettlementGateway, "SettlementGateway", "shield", [asset, amount, target]);
  return [approveToken({ token, spender: SettlementGateway.target as string, amount }), { ...shield, value }];
}
