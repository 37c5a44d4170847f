import { boxOf, boxPurpose } from "@muniment/sdk";

import { boxArguments } from "./boxArguments.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import { withWallet } from "./withWallet.js";

/** Shows a new address on L1 that a withdrawal from the EVM lane goes to, to become a note of the wallet's. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async ({ wallet }) => {
    const { lane, output } = context;
    const box = { asset: args.amount("asset"), keyIndex: wallet.giveKey() };
    const purpose = boxPurpose(wallet, box, boxArguments.owner(args));
    output.value("address", await boxOf(lane.contracts, purpose));
    output.value("box", box.keyIndex);
    output.line(
      "Withdraw to the address, claim it on L1, and run settle shield with this box, asset and owner.",
    );
    output.line("Keep the three: with them the wallet's seed makes the box again.");
  });

export default settleAction(run);
