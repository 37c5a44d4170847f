import type { SettlementContracts } from "./SettlementContracts.js";
import type { ShieldWords } from "./reclaimShield.js";

/** What a shield is looked for by. */
export interface ShieldQuery {
  readonly asset: bigint;
  readonly amount: bigint;
  readonly receiver: bigint;
  /** L1 block from which on there are events. */
  readonly fromBlock: number;
}

/** The shield of an operation on L1, with whether it was used or given back; undefined when nobody has paid it in. */
export async function findShield(
  { SettlementGateway }: Pick<SettlementContracts, "SettlementGateway">,
  { asset, amount, receiver, fromBlock }: ShieldQuery,
): Promise<(ShieldWords & { readonly isUsed: boolean }) | undefined> {
  const logs = await SettlementGateway.queryFilter(SettlementGateway.filters.Shielded(), fromBlock);
  const log = logs.find(
    ({ args }) => args.asset === asset && args.amount === amount && args.receiver === receiver,
  );
  if (log === undefined) return undefined;
  const { shield } = log.args;
  const { isUsed } = await SettlementGateway.shieldOf(shield);
  return { shield, asset, amount, receiver, isUsed };
}
