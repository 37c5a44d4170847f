import { assetAmount } from "./AssetAmount.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import { withWallet } from "./withWallet.js";

/** Shows what a holder has, as L1 has it. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async ({ wallet }) => {
    const rows = [];
    for (const { asset, available, reserved, notes } of wallet.balances()) {
      rows.push({
        asset,
        available: await assetAmount.write(context, asset, available),
        underWay: await assetAmount.write(context, asset, reserved),
        notes,
      });
    }
    context.output.table("balances", rows);
    context.output.value("batch", wallet.tip?.index ?? 0n);
  });

export default settleAction(run);
