import { attest } from "./evidence.js";
import { addInvestor } from "./tokens.js";
import type { Actor, World } from "./world.js";

/** Registers an actor with an asset's token and proves its eligibility for the offer in force. */
export async function enroll(world: World, asset: string, investor: Actor): Promise<void> {
  await addInvestor(world, await world.contracts.Lifecycle.tokenOf(asset), investor);
  await attest(world, asset, "Issued", "INVESTOR_ELIGIBLE", {
    overrides: { subject: world.actors[investor].address },
  });
}
