import type { OfferTermsStruct } from "@muniment/sdk";

import { attestAll } from "./evidence.js";
import { now } from "./journey.js";
import { makeOffer } from "./records.js";
import type { World } from "./world.js";

/** Submits an offer in any cash with single terms changed, proves everything and opens it; its id. */
export async function offerIn(
  world: World,
  asset: string,
  cash: { readonly target: unknown },
  overrides: Partial<OfferTermsStruct> = {},
): Promise<string> {
  const { Issuance } = world.contracts;
  const terms = makeOffer(await now(world), cash.target as string, overrides);
  await Issuance.connect(world.actors.issuer).submit(asset, terms);
  await attestAll(world, asset, "Issued");
  await Issuance.connect(world.actors.distributor).openOffer(asset);
  return (await Issuance.offerOf(asset)).id;
}
