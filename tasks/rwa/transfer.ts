import { ProtocolError } from "@muniment/protocol";
import { explainTransfer, transferUnits } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { tokenOf } from "../context/tokenOf.js";

/** Moves units to another holder, and explains every reason if they may not move. */
export const run: Run = async (context, args) => {
  const { contracts, output } = context;
  const token = await tokenOf(context, args.id("asset"));
  const [sender, to, amount] = [args.text("from"), context.addressOf(args.text("to")), args.amount("units")];
  const from = context.addressOf(sender);
  const refusals = await explainTransfer(contracts, { token, from, to, amount });
  if (refusals.length > 0 && context.mode !== "calldata-only") {
    output.table(
      "refusals",
      refusals.map(({ module, code, sentence }) => ({ module, code, sentence })),
    );
    throw new ProtocolError("TRANSFER_REFUSED", { count: refusals.length });
  }
  await perform(context, sender, [transferUnits({ token, to, amount })]);
  if (context.mode === "send") output.line(`Transferred ${amount.toString()} units to ${args.text("to")}.`);
};

export default action(run);
