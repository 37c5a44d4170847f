import { bringLeg } from "./bringLeg.js";
import { offerFile } from "./offerFile.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import { showOffer } from "./showOffer.js";
import { withWallet } from "./withWallet.js";

/** Takes an offer: shows it, and brings the own leg to the prover. Nothing is bound before settle sign. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async (open) => {
    const offer = await offerFile.read(args.text("file"));
    await showOffer(context, offer);
    await bringLeg(context, args, open, { offer, place: 1 });
    context.output.line("Both parties now run settle sign.");
  });

export default settleAction(run);
