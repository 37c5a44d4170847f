import { composeUnshield } from "@muniment/sdk";

import { assetAmount } from "./AssetAmount.js";
import { expiryOf } from "./expiryOf.js";
import { pickOrMerge } from "./pickOrMerge.js";
import { targetOf } from "./routeOf.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import { awaitOperation, remember, submit } from "./submit.js";
import { toolsOf } from "./toolsOf.js";
import { withWallet } from "./withWallet.js";

/** Takes value out of the lane; `settle withdraw` then pays it on L1. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async (open) => {
    const target = targetOf(args);
    const need = await assetAmount.read(context, args);
    const notes = await pickOrMerge(context, args, open, need);
    const tools = await toolsOf(context, open.wallet, await expiryOf(context, args));
    const pending = remember(composeUnshield({ ...need, target, notes }, tools), "unshield", tools);
    await submit(context, open, pending);
    await awaitOperation(context, args, open, pending);
  });

export default settleAction(run);
