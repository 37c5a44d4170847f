import { releaseAsset, resumeAsset } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { reasonHash } from "../context/reasonHash.js";
import { showStage } from "../context/showStage.js";

/** Ends a suspension: by the regulator, or by anyone once it ran out (`--expired`). */
export const run: Run = async (context, args) => {
  const asset = args.id("asset");
  const call = args.flag("expired")
    ? releaseAsset(context.contracts, asset)
    : resumeAsset(context.contracts, asset, reasonHash(args));
  await perform(context, args.optional("as") ?? "regulator", [call]);
  await showStage(context, asset);
};

export default action(run);
