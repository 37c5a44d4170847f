import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";
import { DisputeGame__factory } from "../../../../typechain-types/index.js";

/** Asks a game who runs its steps. */
export async function getDisputeVerifier(l1: Provider, game: string): Promise<Hex> {
  return (await DisputeGame__factory.connect(game, l1).verifier()).toLowerCase() as Hex;
}
