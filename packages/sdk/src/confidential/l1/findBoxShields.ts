import { boxOf } from "./boxOf.js";
import type { ShieldWords } from "./reclaimShield.js";
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
): Promise<(ShieldWords & { readonly isUsed: boolean })[]> {
  const { SettlementGateway } = contracts;
  const filter = SettlementGateway.filters.Shielded(undefined, await boxOf(contracts, purpose));
  const logs = await SettlementGateway.queryFilter(filter, fromBlock);
  return Promise.all(
    logs.map(async ({ args: { shield, asset, amount, receiver } }) => {
      const { isUsed } = await SettlementGateway.shieldOf(shield);
      return { shield, asset, amount, receiver, isUsed };
    }),
  );
}
