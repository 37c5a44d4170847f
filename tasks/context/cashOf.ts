import type { Hex } from "@muniment/protocol";

import type { Context } from "./Context.js";
import { tokenOf } from "./tokenOf.js";

/** Cash token of an asset's offer. @throws TOKEN_MISSING before tokenization */
export async function cashOf(context: Context, asset: Hex): Promise<string> {
  await tokenOf(context, asset);
  const { terms } = await context.contracts.Issuance.offerOf(asset);
  return terms.cash;
}
