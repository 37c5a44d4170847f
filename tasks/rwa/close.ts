import { closeOffer, deliverUnits, getSubscribers } from "@muniment/sdk";

import { action, type Run } from "../context/action.js";
import { perform } from "../context/perform.js";
import { showStage } from "../context/showStage.js";
import { startBlock } from "../context/startBlock.js";

const INVESTORS_PER_CALL = 20;

/** Ends the offer and delivers units against payment to every investor. */
export const run: Run = async (context, args) => {
  const { contracts, output, manifest, mode } = context;
  const asset = args.id("asset");
  const sender = args.optional("as") ?? "distributor";
  await perform(context, sender, [closeOffer(contracts, asset)]);
  if (mode !== "send") return;
  const { id, offer } = await contracts.Issuance.offerOf(asset);
  if (offer.state === 3n) {
    const investors = await getSubscribers(contracts, asset, startBlock(manifest));
    for (let from = 0; from < investors.length; from += INVESTORS_PER_CALL) {
      const page = investors.slice(from, from + INVESTORS_PER_CALL);
      await perform(context, sender, [deliverUnits(contracts, asset, page)]);
    }
    const rows = [];
    for (const investor of investors) {
      const { units } = await contracts.Issuance.subscriptionOf(id, investor);
      rows.push({ investor, result: units === 0n ? "delivered" : `held: ${units.toString()} units` });
    }
    output.table("deliveries", rows);
  } else {
    output.line("The soft cap was not met: every investor can take the money back.");
  }
  await showStage(context, asset);
};

export default action(run);
