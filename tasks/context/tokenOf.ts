import { ProtocolError, type Hex } from "@muniment/protocol";
import { ZeroAddress } from "ethers";

import type { Context } from "./Context.js";

/** Token of an asset. @throws TOKEN_MISSING before tokenization */
export async function tokenOf(context: Context, asset: Hex): Promise<string> {
  const token = await context.contracts.Lifecycle.tokenOf(asset);
  if (token === ZeroAddress) throw new ProtocolError("TOKEN_MISSING", { asset });
  return token;
}
