import type { AddressLike } from "ethers";
import type { SettlementContracts } from "./SettlementContracts.js";
import type { ShieldWords } from "./reclaimShield.js";

/** What shields are looked for by. */
export interface ShieldQuery {
  readonly receiver: bigint;
  /** Any unless told. */
  readonly asset?: bigint;
  /** Base units; any unless told. */
  readonly amount?: bigint;
  /** Who paid it in; anyone unless told. */
  readonly sender?: AddressLike;
  /** L1 block from which on there are events. */
  readonly fromBlock: number;
}

/** A shield on L1, with whether it was used or given back. */
export interface FoundShield extends ShieldWords {
  readonly isUsed: boolean;
}

/** The shields for a receiver on L1, the oldest first; of one operation there are two when it was paid in twice. */
export async function findShields(
  { SettlementGateway }: Pick<SettlementContracts, "SettlementGateway">,
  query: ShieldQuery,
): Promise<FoundShield[]> {
  const filter = SettlementGateway.filters.Shielded(undefined, query.sender);
  const logs = await SettlementGateway.queryFilter(filter, query.fromBlock);
  const words = logs.map(({ args: { shield, asset, amount, receiver } }) => ({
    ...{ shield, asset, amount, receiver },
  }));
  const asked = words.filter(
    ({ asset, amount, receiver }) =>
      receiver === query.receiver &&
      (query.asset === undefined || asset === query.asset) &&
      (query.amount === undefined || amount === query.amount),
  );
  return Promise.all(
    asked.map(async (one) => {
      const { isUsed } = await SettlementGateway.shieldOf(one.shield);
      return { ...one, isUsed };
    }),
  );
}
