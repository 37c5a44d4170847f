import { basename } from "node:path";

import { parseTrading, type Hex } from "@muniment/protocol";
import { approveTrading, submitTrading, toTradingTerms } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { perform } from "../context/perform.js";
import { showStage } from "../context/showStage.js";

/** Submits an issued asset for admission to trading. */
export async function trade(context: Context, asset: Hex, file: string, sender: string): Promise<void> {
  const folder = InputFolder.of(file);
  const trading = parseTrading(file, await folder.text(basename(file)));
  const terms = toTradingTerms(trading, await folder.hash(trading.agreement));
  context.output.value("venue", trading.venue);
  await perform(context, sender, [submitTrading(context.contracts, asset, terms)]);
}

/** Submits an issued asset for admission to trading, or admits it (`--approve`). */
export const run: Run = async (context, args) => {
  const asset = args.id("asset");
  if (!args.flag("approve")) {
    await trade(context, asset, args.text("file"), args.optional("as") ?? "issuer");
    return;
  }
  await perform(context, args.optional("as") ?? "venue", [approveTrading(context.contracts, asset)]);
  await showStage(context, asset);
};

export default action(run);
