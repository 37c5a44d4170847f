import { approveToken, fundRedemption, redeemUnits, redeemUnitsFor, type Call } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { cashOf } from "../context/cashOf.js";
import { perform } from "../context/perform.js";
import { showStage } from "../context/showStage.js";

/** Funds the redemption pool (`--fund`), or pays a holder out against burning units. */
export const run: Run = async (context, args) => {
  const { contracts } = context;
  const asset = args.id("asset");
  if (args.optional("fund") !== undefined) {
    const amount = args.amount("fund");
    const spender = contracts.Redemption.target as string;
    const approve = approveToken({ token: await cashOf(context, asset), spender, amount });
    const calls = [approve, fundRedemption(contracts, asset, amount)];
    await perform(context, args.optional("as") ?? "payingAgent", calls);
  } else {
    const holder = args.text("holder");
    const sender = args.optional("as") ?? holder;
    const units = args.amount("units");
    const isOwn = context.addressOf(sender) === context.addressOf(holder);
    const call: Call = isOwn
      ? redeemUnits(contracts, asset, units)
      : redeemUnitsFor(contracts, { asset, holder: context.addressOf(holder), units });
    await perform(context, sender, [call]);
  }
  context.output.value("pool", await contracts.Redemption.poolOf(asset));
  await showStage(context, asset);
};

export default action(run);
