import type { Provider } from "ethers";
import { DisputeGame__factory } from "../../../../typechain-types/index.js";

/** Terms of a game's disputes, for ever. */
export interface DisputeTerms {
  /** wei that a challenger locks. */
  readonly bond: bigint;
  /** Seconds that each side has for all its moves. */
  readonly clock: bigint;
  /** Seconds that each side has for a move at least. */
  readonly replyTime: bigint;
}

/** Asks a game for its terms (spec/dispute.md, DISPUTE-2). */
export async function getDisputeTerms(l1: Provider, game: string): Promise<DisputeTerms> {
  const { bond, clock, replyTime } = await DisputeGame__factory.connect(game, l1).terms();
  return { bond, clock, replyTime };
}
