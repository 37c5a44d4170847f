import { ProtocolError, signMessage } from "@muniment/protocol";
import { offerId, verifyComposition, type PendingOperation } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { notFinal } from "../bridge/notFinal.js";
import { waitFor } from "../bridge/waitFor.js";
import { l1Time } from "./l1Time.js";
import { offerFile } from "./offerFile.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import type { SettleContext } from "./SettleContext.js";
import { awaitOperation } from "./submit.js";
import { withWallet } from "./withWallet.js";

/** Checks what the prover composed of both legs, word by word, and signs it. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, async (open) => {
    const { wallet } = open;
    const offer = await offerFile.read(args.text("file"));
    const begun = wallet.pendingOffer(offerId(offer));
    if (begun?.leg === undefined)
      throw new ProtocolError("SETTLEMENT_LEG_MISSING", { offer: offerId(offer) });
    const { leg } = begun.leg;
    const composed = await askComposed(context, args, begun);
    if (composed === undefined) {
      context.output.value("status", "waiting");
      notFinal();
      return;
    }
    const agreed = { wallet, offer, leg, now: await l1Time(context.l1) };
    const message = verifyComposition(composed, agreed);
    const signature = signMessage(wallet.keys.secret, message);
    const { operation } = await context.prover().submitSignature(leg.offer, leg.place, signature);
    context.output.value("offer", leg.offer);
    await awaitOperation(context, args, open, { id: operation, begun: leg.offer });
  });

/** What was composed; undefined when the other leg is not there yet. */
async function askComposed(context: SettleContext, args: Arguments, { leg: signed }: PendingOperation) {
  if (signed === undefined) return undefined;
  const { offer, ticket } = signed.leg;
  const ask = async () => {
    const { words, paymentSeed, receiverKeyHash } = await context.prover().getOffer(offer, ticket);
    const isThere = words !== undefined && paymentSeed !== undefined && receiverKeyHash !== undefined;
    const answer = isThere ? { words, paymentSeed, receiverKeyHash } : undefined;
    return { answer, missing: isThere ? undefined : "the other party's leg" };
  };
  return args.flag("wait") ? waitFor(context, args, ask) : (await ask()).answer;
}

export default settleAction(run);
