import { paymentAddress } from "@muniment/sdk";

import { settleAction, type SettleRun } from "./settleAction.js";
import { withWallet } from "./withWallet.js";

/** Shows a new payment address: each payer gets another. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, ({ wallet }) => {
    context.output.value("address", paymentAddress.write(wallet.giveAddress()));
    return Promise.resolve();
  });

export default settleAction(run);
