import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";
import { DisputeGame__factory } from "../../../../typechain-types/index.js";

/** The time of whoever is to move, seconds, pauses not counted; both zero when nobody is. */
export interface DisputeClock {
  readonly allowed: bigint;
  readonly elapsed: bigint;
}

/** Asks a game how much time is left in a dispute (spec/dispute.md, DISPUTE-9). */
export async function getDisputeClock(l1: Provider, game: string, id: Hex): Promise<DisputeClock> {
  const { allowed, elapsed } = await DisputeGame__factory.connect(game, l1).timeOf(id);
  return { allowed, elapsed };
}
