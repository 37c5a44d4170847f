import { basename } from "node:path";

import { parseOffer, ProtocolError, type Hex } from "@muniment/protocol";
import { getDecimals, openOffer, submitOffer, toOfferTerms } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import type { Context } from "../context/Context.js";
import { InputFolder } from "../context/InputFolder.js";
import { perform } from "../context/perform.js";

/** Parameters of {@link issue}. */
export interface IssueParameters {
  readonly asset: Hex;
  readonly file: string;
  readonly sender: string;
  /** Cash token. */
  readonly cash: string;
  /** Decimals of the cash token. */
  readonly cashDecimals: bigint;
}

/** Submits the offer of an offer file. */
export async function issue(context: Context, parameters: IssueParameters): Promise<void> {
  const { asset, file, sender, cash, cashDecimals } = parameters;
  const folder = InputFolder.of(file);
  const { decimals } = await context.contracts.Structuring.termsOf(asset);
  const offer = parseOffer(file, await folder.text(basename(file)), Number(decimals));
  const block = await context.provider.getBlock("latest");
  const terms = toOfferTerms({
    offer,
    cash,
    cashDecimals,
    prospectus: await folder.hash(offer.prospectus),
    now: BigInt(block?.timestamp ?? 0),
  });
  context.output.value("softCap", offer.softCap);
  context.output.value("hardCap", offer.hardCap);
  context.output.value("price", BigInt(terms.price));
  context.output.value("closesAt", new Date(Number(terms.closesAt) * 1000).toISOString());
  await perform(context, sender, [submitOffer(context.contracts, asset, terms)]);
}

/** Submits an offer, or opens the submitted one (`--approve`). */
export const run: Run = async (context, args) => {
  const { contracts, manifest } = context;
  const asset = args.id("asset");
  if (args.flag("approve")) {
    await perform(context, args.optional("as") ?? "distributor", [openOffer(contracts, asset)]);
    const { offer } = await contracts.Issuance.offerOf(asset);
    context.output.value("escrow", offer.escrow);
    return;
  }
  const cash = args.optional("cash") ?? manifest.cash;
  if (cash === undefined) throw new ProtocolError("ARGUMENT_MISSING", { option: "--cash" });
  const cashDecimals = await getDecimals(context.provider, cash);
  await issue(context, {
    asset,
    file: args.text("file"),
    sender: args.optional("as") ?? "issuer",
    cash,
    cashDecimals,
  });
};

export default action(run);
