import { approveToken, subscribeUnits } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";

/** Subscribes in the open offer and pays into its escrow. */
export const run: Run = async (context, args) => {
  const { contracts, output } = context;
  const asset = args.id("asset");
  await tokenOf(context, asset);
  const units = args.amount("units");
  const { terms } = await contracts.Issuance.offerOf(asset);
  const { decimals } = await contracts.Structuring.termsOf(asset);
  const one = 10n ** decimals;
  const cost = (units * terms.price + one - 1n) / one;
  const spender = contracts.Issuance.target as string;
  const approve = approveToken({ token: terms.cash, spender, amount: cost });
  await perform(context, args.text("as"), [approve, subscribeUnits(contracts, asset, units)]);
  output.value("units", units);
  output.value("paid", cost);
};

export default action(run);
