import { matureAsset } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { showStage } from "../context/showStage.js";

/** Enters Matured once maturity is reached and every payment is made. */
export const run: Run = async (context, args) => {
  const asset = args.id("asset");
  await perform(context, args.optional("as") ?? "payingAgent", [matureAsset(context.contracts, asset)]);
  await showStage(context, asset);
};

export default action(run);
