import { tokenAt } from "./tokens.js";
import type { World } from "./world.js";

/** An asset of the test world and everybody who redeems, pays or freezes it. */
export async function redeeming(world: World, asset: string) {
  const { Lifecycle, Redemption, Trading } = world.contracts;
  const { alice, bob, payingAgent, trustee, transferAgent, stranger } = world.actors;
  const token = tokenAt(world, await Lifecycle.tokenOf(asset));
  const as = {
    alice: Redemption.connect(alice),
    bob: Redemption.connect(bob),
    agent: Redemption.connect(payingAgent),
    trustee: Redemption.connect(trustee),
    stranger: Redemption.connect(stranger),
  };
  const freezer = token.connect(transferAgent);
  return { world, asset, token, as, freezer, Redemption, Trading, Lifecycle, alice, bob, cash: world.cash };
}
