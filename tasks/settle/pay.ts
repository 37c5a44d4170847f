import { composePayment, paymentAddress } from "@muniment/sdk";

import { assetAmount } from "./AssetAmount.js";
import { expiryOf } from "./expiryOf.js";
import { pickOrMerge } from "./pickOrMerge.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import { awaitOperation, remember, submit } from "./submit.js";
import { toolsOf } from "./toolsOf.js";
import { withWallet } from "./withWallet.js";

/** Pays another holder. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async (open) => {
    const address = paymentAddress.read(args.text("to"));
    const need = await assetAmount.read(context, args);
    const notes = await pickOrMerge(context, args, open, need);
    const tools = await toolsOf(context, open.wallet, await expiryOf(context, args));
    const pending = remember(composePayment({ ...need, address, notes }, tools), "payment", tools);
    await submit(context, open, pending);
    await awaitOperation(context, args, open, pending);
  });

export default settleAction(run);
