import { boxOf } from "./boxOf.js";
import { findShields } from "./findShields.js";
import type { FoundShield } from "./findShields.js";
import type { SettlementContracts } from "./SettlementContracts.js";
import type { ShieldBoxPurpose } from "./ShieldBoxPurpose.js";

/**
 * What was shielded from a box, the oldest first, with whether it was used or given back.
 * @param fromBlock L1 block from which on there are events.
 */
export async function findBoxShields(
  contracts: Pick<SettlementContracts, "ShieldBoxes" | "SettlementGateway">,
  purpose: ShieldBoxPurpose,
  fromBlock: number,
): Promise<FoundShield[]> {
  const { receiver } = purpose;
  return findShields(contracts, { receiver, sender: await boxOf(contracts, purpose), fromBlock });
}
