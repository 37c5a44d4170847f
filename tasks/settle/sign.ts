import { ProtocolError, signMessage } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { offerId, verifyComposition } from "@muniment/sdk";
import type { Composition, OfferStanding, PendingOperation } from "@muniment/sdk";
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
    if (composed.signed !== undefined) {
      // Both have signed it, before rules changed: there is nothing to read any more.
      await awaitOperation(context, args, open, { id: composed.signed, begun: leg.offer });
      return;
    }
    const agreed = { wallet, offer, leg, now: await l1Time(context.l1) };
    const message = verifyComposition(composed.composition, agreed);
    const signature = signMessage(wallet.keys.secret, message);
    const { operation } = await context.prover().submitSignature(leg.offer, leg.place, signature);
    context.output.value("offer", leg.offer);
    await awaitOperation(context, args, open, { id: operation, begun: leg.offer });
  });

/** An operation of both legs: to be read and signed, or signed by both already. */
type Composed = { readonly composition: Composition; readonly signed?: undefined } | { readonly signed: Hex };

/** What was composed; undefined when the other leg is not there yet. */
async function askComposed(
  context: SettleContext,
  args: Arguments,
  { leg: signed }: PendingOperation,
): Promise<Composed | undefined> {
  if (signed === undefined) return undefined;
  const { offer, ticket } = signed.leg;
  const ask = async () => {
    const answer = composedOf(await context.prover().getOffer(offer, ticket));
    return { answer, missing: answer === undefined ? "the other party's leg" : undefined };
  };
  return args.flag("wait") ? waitFor(context, args, ask) : (await ask()).answer;
}

function composedOf(standing: OfferStanding): Composed | undefined {
  const { status, words, paymentSeed, receiverKeyHash, operation } = standing;
  if (words !== undefined && paymentSeed !== undefined && receiverKeyHash !== undefined)
    return { composition: { words, paymentSeed, receiverKeyHash } };
  return status === "signed" && operation !== undefined ? { signed: operation } : undefined;
}

export default settleAction(run);
