import { suspendAsset, suspendLapsed, suspendUrgently } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { reasonHash } from "../context/reasonHash.js";
import { showStage } from "../context/showStage.js";

/** Suspends an asset: by the regulator, urgently by the guardian, or by anyone when its evidence lapsed. */
export const run: Run = async (context, args) => {
  const { contracts } = context;
  const asset = args.id("asset");
  if (args.flag("lapsed")) {
    await perform(context, args.optional("as") ?? "guardian", [suspendLapsed(contracts, asset)]);
  } else if (args.flag("urgent")) {
    const call = suspendUrgently(contracts, asset, reasonHash(args));
    await perform(context, args.optional("as") ?? "guardian", [call]);
  } else {
    const call = suspendAsset(contracts, asset, reasonHash(args));
    await perform(context, args.optional("as") ?? "regulator", [call]);
  }
  await showStage(context, asset);
};

export default action(run);
