import { claimDistribution, getDistributionId } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";

/** Pays a holder what a distribution owes. Anyone can trigger it; the money goes to the holder. */
export const run: Run = async (context, args) => {
  const { contracts, output } = context;
  const asset = args.id("asset");
  await tokenOf(context, asset);
  const distribution = await getDistributionId(contracts, asset, args.amount("period"));
  const holder = context.addressOf(args.text("holder"));
  const due = await contracts.Distribution.dueTo(distribution, holder);
  await perform(context, args.optional("as") ?? args.text("holder"), [
    claimDistribution(contracts, distribution, holder),
  ]);
  output.value("paid", context.mode === "send" ? due : 0n);
};

export default action(run);
