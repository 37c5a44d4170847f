import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";
import { connectRollup } from "../rollup/connectRollup.js";
import type { RollupManifest } from "../rollup/rollupManifest.js";
import type { DisputeTranscript } from "./DisputeTranscript.js";
import type { DisputeClock } from "./getDisputeClock.js";
import { getDisputeClock } from "./getDisputeClock.js";
import { getDisputes } from "./getDisputes.js";

/** A dispute, and the time of whoever is to move in it. */
export interface ClockedDispute {
  readonly transcript: DisputeTranscript;
  readonly clock: DisputeClock;
}

/** Disputes of a lane with the game that it has now. */
export interface LaneDisputes {
  /** Zero when the lane has none. */
  readonly game: Hex;
  readonly disputes: readonly ClockedDispute[];
}

/**
 * Asks L1 for the disputes of a lane.
 * @throws DISPUTE_EVENTS_INCONSISTENT
 * @example const { disputes } = await getLaneDisputes(l1, await readRollupManifest(path));
 */
export async function getLaneDisputes(
  l1: Provider,
  manifest: Pick<RollupManifest, "contracts" | "lane" | "l1Block">,
): Promise<LaneDisputes> {
  const { FinalityPolicy, lane, l1Block } = connectRollup(manifest, l1);
  const game = (await FinalityPolicy.gameOf(lane)).toLowerCase() as Hex;
  if (BigInt(game) === 0n) return { game, disputes: [] };
  const transcripts = await getDisputes(l1, game, { lane, fromBlock: l1Block });
  const clocks = await Promise.all(transcripts.map(({ id }) => getDisputeClock(l1, game, id)));
  return {
    game,
    disputes: transcripts.map((transcript, place) => ({
      transcript,
      clock: clocks[place] ?? { allowed: 0n, elapsed: 0n },
    })),
  };
}
