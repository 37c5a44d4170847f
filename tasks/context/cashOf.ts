import type { Hex } from "@muniment/protocol";

import type { Context } from "./Context.js";

/** Cash token of an asset's offer. */
export async function cashOf(context: Context, asset: Hex): Promise<string> {
  const { terms } = await context.contracts.Issuance.offerOf(asset);
  return terms.cash;
}
