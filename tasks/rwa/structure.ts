import { basename } from "node:path";

import { parseTerms, type Hex } from "@muniment/protocol";
import { approveStructure, submitStructure, toStructureTerms } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { perform } from "../context/perform.js";
import { showStage } from "../context/showStage.js";

/** Submits the terms of a registered asset. */
export async function structure(context: Context, asset: Hex, file: string, sender: string): Promise<void> {
  const folder = InputFolder.of(file);
  const terms = parseTerms(file, await folder.text(basename(file)));
  const record = toStructureTerms(terms, await folder.hash(terms.termSheet));
  context.output.value("instrument", terms.instrument);
  context.output.value("units", terms.units);
  context.output.value("finality", terms.finalityClass);
  await perform(context, sender, [submitStructure(context.contracts, asset, record)]);
}

/** Submits the terms of a registered asset, or approves what is submitted (`--approve`). */
export const run: Run = async (context, args) => {
  const asset = args.id("asset");
  if (!args.flag("approve")) {
    await structure(context, asset, args.text("file"), args.optional("as") ?? "issuer");
    return;
  }
  await perform(context, args.optional("as") ?? "structureApprover", [
    approveStructure(context.contracts, asset),
  ]);
  await showStage(context, asset);
};

export default action(run);
