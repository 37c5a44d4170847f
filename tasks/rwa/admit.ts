import { parseCountry } from "@muniment/protocol";
import { registerInvestor } from "@muniment/sdk";

import { RwaToken__factory } from "../../typechain-types/index.js";
import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";
import { admitInvestors } from "./admitInvestors.js";

/** Admits one investor to the token's identity registry, or everybody in a folder's register (`--folder`). */
export const run: Run = async (context, args) => {
  const asset = args.id("asset");
  const folder = args.optional("folder");
  if (folder !== undefined) {
    await admitInvestors(context, asset, folder);
    return;
  }
  const token = RwaToken__factory.connect(await tokenOf(context, asset), context.provider);
  const call = registerInvestor({
    registry: await token.identityRegistry(),
    wallet: context.addressOf(args.text("wallet")),
    identity: context.addressOf(args.text("identity")),
    country: parseCountry(args.text("country")).numeric,
  });
  await perform(context, args.optional("as") ?? "transferAgent", [call]);
};

export default action(run);
