import { basename } from "node:path";

import { parseAsset, parseSerials, buildSerialTree, type Hex } from "@muniment/protocol";
import { addSerials, approveRegistration, submitRegistration, toRegistrationRecord } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { perform } from "../context/perform.js";
import { showStage } from "../context/showStage.js";

/**
 * Submits an asset file with its documents' hashes and every serial.
 * @param sender Originator, who becomes the issuer.
 * @returns Asset id.
 */
export async function register(context: Context, file: string, sender: string): Promise<Hex> {
  const { contracts, output } = context;
  const folder = InputFolder.of(file);
  const asset = parseAsset(file, await folder.text(basename(file)));
  const serials =
    asset.serials === null
      ? buildSerialTree([])
      : parseSerials(asset.serials, await folder.text(asset.serials));
  const documents = await Promise.all(asset.documents.map((document) => folder.hash(document.file)));
  const record = toRegistrationRecord({ asset, serials, documents });
  const id = (await contracts.Registration.assetIdOf(context.addressOf(sender), asset.salt)) as Hex;
  output.value("asset", id);
  output.value("name", asset.name);
  output.value("serials", serials.count);
  output.value("serialRoot", serials.root);
  output.value("documents", documents.length);
  await perform(context, sender, [
    submitRegistration(contracts, record),
    ...addSerials(contracts, id, serials),
  ]);
  return id;
}

/** Submits an asset for registration, or approves what is submitted (`--approve`). */
export const run: Run = async (context, args) => {
  if (!args.flag("approve")) {
    await register(context, args.text("file"), args.optional("as") ?? "issuer");
    return;
  }
  const asset = args.id("asset");
  await perform(context, args.optional("as") ?? "registrar", [approveRegistration(context.contracts, asset)]);
  await showStage(context, asset);
};

export default action(run);
