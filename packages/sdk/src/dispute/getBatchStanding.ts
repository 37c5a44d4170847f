import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";
import { DisputeGame__factory } from "../../../../typechain-types/index.js";

/** Where a batch stands in a game. */
export interface BatchStanding {
  /** Open ones. */
  readonly disputes: bigint;
  /** Whether its committer has lost one. */
  readonly isLost: boolean;
}

/** Asks a game about a batch (spec/dispute.md, DISPUTE-3). */
export async function getBatchStanding(l1: Provider, game: string, digest: Hex): Promise<BatchStanding> {
  const { disputes, isLost } = await DisputeGame__factory.connect(game, l1).standingOf(digest);
  return { disputes, isLost };
}
