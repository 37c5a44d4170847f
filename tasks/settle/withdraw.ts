import { sendCall, withdrawUnshielded } from "@muniment/sdk";

import { assetAmount } from "./AssetAmount.js";
import { targetOf } from "./routeOf.js";
import { settleAction, type SettleRun } from "./settleAction.js";

/** Pays what is owed to who left the lane. */
export const run: SettleRun = async (context, args) => {
  const { lane, l1, output } = context;
  const [asset, target] = [args.amount("asset"), targetOf(args)];
  const owed = await lane.contracts.SettlementGateway.owedTo(asset, target);
  const value = args.optional("fee") === undefined ? 0n : args.amount("fee");
  const signer = await l1.signerOf(args.optional("as"));
  const { hash } = await sendCall(signer, withdrawUnshielded(lane.contracts, { asset, target, value }));
  output.value("amount", await assetAmount.write(context, asset, owed));
  output.value("transaction", hash);
};

export default settleAction(run);
