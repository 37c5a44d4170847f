import type { Hex } from "@muniment/protocol";

import type { Contracts } from "../contracts/connectContracts.js";

/** Investors of an asset's present offer, in the order they first subscribed. */
export async function getSubscribers(contracts: Contracts, asset: Hex, fromBlock: number): Promise<string[]> {
  const { Issuance } = contracts;
  const { id } = await Issuance.offerOf(asset);
  const events = await Issuance.queryFilter(Issuance.filters.Subscribed(asset, id), fromBlock);
  return [...new Set(events.map(({ args }) => args.investor))];
}
