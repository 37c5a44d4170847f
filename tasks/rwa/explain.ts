import { ProtocolError } from "@muniment/protocol";
import { explainTransfer } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { tokenOf } from "../context/tokenOf.js";

/** Says every rule a planned transfer would break; refused by policy (exit code 2) if there is one. */
export const run: Run = async (context, args) => {
  const token = await tokenOf(context, args.id("asset"));
  const from = context.addressOf(args.text("from"));
  const to = context.addressOf(args.text("to"));
  const refusals = await explainTransfer(context.contracts, {
    token,
    from,
    to,
    amount: args.amount("units"),
  });
  if (refusals.length === 0) {
    context.output.line("The transfer would succeed.");
    context.output.table("refusals", []);
    return;
  }
  context.output.table(
    "refusals",
    refusals.map(({ module, code, sentence }) => ({ module, code, sentence })),
  );
  throw new ProtocolError("TRANSFER_REFUSED", { count: refusals.length });
};

export default action(run);
