import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { SettlementContracts } from "./SettlementContracts.js";
import type { ShieldBoxPurpose } from "./ShieldBoxPurpose.js";

/** Pays all that a box holds to its owner, and closes it (SETTLE-113). Sender: the owner. */
export function refundBox(
  { ShieldBoxes }: Pick<SettlementContracts, "ShieldBoxes">,
  purpose: ShieldBoxPurpose,
): Call {
  return buildCall(ShieldBoxes, "ShieldBoxes", "refund", [purpose]);
}
