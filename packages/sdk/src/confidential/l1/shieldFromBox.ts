import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { SettlementContracts } from "./SettlementContracts.js";
import type { ShieldBoxPurpose } from "./ShieldBoxPurpose.js";

/**
 * Shields all that a box holds (SETTLE-111). Sender: anyone, who pays the queue's fee. The operation is composed behind
 * it, of what findBoxShields tells.
 */
export async function shieldFromBox(
  { ShieldBoxes, SettlementGateway }: Pick<SettlementContracts, "ShieldBoxes" | "SettlementGateway">,
  purpose: ShieldBoxPurpose,
): Promise<Call> {
  const value = await SettlementGateway.shieldFee();
  return { ...buildCall(ShieldBoxes, "ShieldBoxes", "shield", [purpose]), value };
}
