import { decodeBatchHeader, fromHex, ProtocolError, type BatchHeader } from "@muniment/protocol";
import {
  connectSettlement,
  readRollupManifest,
  type RegistryPlace,
  type SettledBatchQuery,
  type SettlementContracts,
} from "@muniment/sdk";

import type { Chain } from "../context/Chain.js";

/** A settlement lane on L1, with what tasks on it need. */
export interface SettleLane {
  readonly lane: number;
  readonly domain: bigint;
  readonly genesis: BatchHeader;
  readonly contracts: SettlementContracts;
  readonly registry: RegistryPlace;
  /** Decimals of the assets that were asked for. */
  readonly decimals: Map<bigint, Promise<number>>;
  /** What batches are read by. */
  readonly query: Omit<SettledBatchQuery, "toBlock" | "after">;
}

/**
 * The settlement lane of a rollup's manifest.
 * @throws ROLLUP_MANIFEST_MISSING, MANIFEST_INVALID, SETTLEMENT_NOT_DEPLOYED
 */
export async function readSettleLane(path: string, { provider, chainId }: Chain): Promise<SettleLane> {
  const { l1Block, settlement } = await readRollupManifest(path);
  if (settlement === undefined) throw new ProtocolError("SETTLEMENT_NOT_DEPLOYED", { path });
  const { lane, domain, contracts } = settlement;
  const genesis = decodeBatchHeader(fromHex(settlement.genesis.header));
  return {
    ...{ lane, domain: BigInt(domain), genesis, contracts: connectSettlement(settlement, provider) },
    registry: { chainId, registry: contracts.SettlementRegistry.address },
    decimals: new Map(),
    query: { rollup: genesis.rollup, lane, provider, fromBlock: l1Block },
  };
}
