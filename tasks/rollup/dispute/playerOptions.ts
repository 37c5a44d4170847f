import type { PlayerProcessOptions, PlayerSide } from "@muniment/challenger";
import { openGenesis, readAllocations } from "@muniment/node";
import type { Hex } from "@muniment/protocol";
import type { RollupManifest } from "@muniment/sdk";

/** What a manifest does not say. */
export type PlayerPlace = Pick<
  PlayerProcessOptions,
  | "directory"
  | "l1"
  | "key"
  | "archive"
  | "capacity"
  | "pollInterval"
  | "confirmations"
  | "feeLimit"
  | "proveLevel"
  | "blobProofs"
  | "metrics"
>;

/**
 * What a process needs to play disputes about a manifest's lane.
 * @throws GENESIS_HEADER_WRONG, GENESIS_INVALID
 * @example await PlayerProcess.start(playerOptions(manifest, { role: "challenger" }, { directory, l1, key, archive }));
 */
export function playerOptions(
  manifest: RollupManifest,
  side: PlayerSide,
  place: PlayerPlace,
): PlayerProcessOptions {
  const { contracts, lane, chainId, l1Block, genesis } = manifest;
  const [rollup, queue, game] = [contracts.Rollup, contracts.MessageQueue, contracts.DisputeGame].map(
    ({ address }) => address.toLowerCase() as Hex,
  ) as [Hex, Hex, Hex];
  const { header, replica } = openGenesis(manifest);
  return {
    ...{ side, lane, chainId: BigInt(chainId), fromBlock: BigInt(l1Block), ...place },
    contracts: { rollup, queue, game },
    genesis: { header, block: replica.block, allocations: readAllocations(genesis.allocations) },
  };
}
