import type { Provider } from "ethers";
import { DisputeGame__factory } from "../../../../typechain-types/index.js";

/** wei that an account can withdraw from a game (spec/dispute.md, DISPUTE-11). */
export async function getDisputeCredit(l1: Provider, game: string, account: string): Promise<bigint> {
  return DisputeGame__factory.connect(game, l1).creditOf(account);
}
