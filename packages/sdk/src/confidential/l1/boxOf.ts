import type { SettlementContracts } from "./SettlementContracts.js";
import type { ShieldBoxPurpose } from "./ShieldBoxPurpose.js";

/** Address on L1 to withdraw to from the EVM lane, which is there before anything is at it (SETTLE-110). */
export function boxOf(
  { ShieldBoxes }: Pick<SettlementContracts, "ShieldBoxes">,
  purpose: ShieldBoxPurpose,
): Promise<string> {
  return ShieldBoxes.boxOf(purpose);
}
