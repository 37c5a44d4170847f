import { disclose, readSettledBatches, walletFile, wordText } from "@muniment/sdk";

import { assetAmount } from "./AssetAmount.js";
import { settleAction, type SettleRun } from "./settleAction.js";

/** Shows all flows of the assets whose auditor holds the wallet of --view-key, from L1 alone. */
export const run: SettleRun = async (context, args) => {
  const { lane, output } = context;
  const { keys } = await walletFile.read(args.text("viewKey"));
  const only = args.optional("asset") === undefined ? undefined : args.amount("asset");
  const flows = disclose(lane.genesis, await readSettledBatches(lane.query), keys.secret);
  const rows = [];
  for (const flow of flows) {
    const { asset } = flow;
    if (only !== undefined && asset !== only) continue;
    const amount = (units: bigint) => assetAmount.write(context, asset, units);
    rows.push({
      batch: flow.batch,
      time: new Date(Number(flow.time) * 1_000).toISOString(),
      ...{ asset, from: wordText(flow.from), to: wordText(flow.to) },
      paid: await amount(flow.paid),
      kept: await amount(flow.kept),
      entered: await amount(flow.entered),
      left: await amount(flow.left),
      commitment: wordText(flow.commitments[0]),
      transaction: flow.transaction,
    });
  }
  output.table("flows", rows);
};

export default settleAction(run);
