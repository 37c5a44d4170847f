import { cureDefault, declareDefault, declareRecovery, approveToken } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { cashOf } from "../context/cashOf.js";
import { perform } from "../context/perform.js";
import { reasonHash } from "../context/reasonHash.js";
import { showStage } from "../context/showStage.js";

/** Declares a default, cures it (`--cure`), or fixes what is recovered (`--recovery AMOUNT`). */
export const run: Run = async (context, args) => {
  const { contracts } = context;
  const asset = args.id("asset");
  const sender = args.optional("as") ?? "trustee";
  if (args.optional("recovery") !== undefined) {
    const amount = args.amount("recovery");
    const spender = contracts.Redemption.target as string;
    const approve = approveToken({ token: await cashOf(context, asset), spender, amount });
    await perform(context, sender, [approve, declareRecovery(contracts, asset, amount)]);
  } else {
    const build = args.flag("cure") ? cureDefault : declareDefault;
    await perform(context, sender, [build(contracts, asset, reasonHash(args))]);
  }
  await showStage(context, asset);
};

export default action(run);
