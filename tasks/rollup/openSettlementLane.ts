import { type Hex, settlementGenesis } from "@muniment/protocol";

import { openAt, type OpenedLane } from "./openAt.js";
import type { RollupWorld } from "./RollupWorld.js";

/**
 * Opens a settlement lane without notes, unless that is done.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when the lane was opened at another genesis
 */
export function openSettlementLane(world: RollupWorld, lane: number): Promise<OpenedLane> {
  const { chainId: l1ChainId, addresses } = world;
  const rollup = addresses.Rollup.toLowerCase() as Hex;
  const place = { lane, what: "The settlement lane's genesis header" };
  return openAt(world, place, (time) => settlementGenesis({ l1ChainId, rollup, lane, time }));
}
