import { getHolders } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { startBlock } from "../context/startBlock.js";
import { tokenOf } from "../context/tokenOf.js";

/** Shows the holder register of an asset, rebuilt from its token's transfers. */
export const run: Run = async (context, args) => {
  const token = await tokenOf(context, args.id("asset"));
  const holders = await getHolders({
    provider: context.provider,
    token,
    fromBlock: startBlock(context.manifest),
  });
  context.output.table(
    "holders",
    holders.map((holder) => ({ ...holder })),
  );
  context.output.value(
    "total",
    holders.reduce((sum, { balance }) => sum + balance, 0n),
  );
};

export default action(run);
