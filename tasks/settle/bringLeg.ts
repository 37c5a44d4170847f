import type { Hex } from "@muniment/protocol";
import { composeSignedLeg, offerId, randomElement, type SettlementOffer } from "@muniment/sdk";
import { hexlify, randomBytes } from "ethers";

import type { Arguments } from "../context/Arguments.js";
import { isDecided } from "./isDecided.js";
import { pickOrMerge } from "./pickOrMerge.js";
import type { SettleContext } from "./SettleContext.js";
import { toolsOf } from "./toolsOf.js";
import type { OpenWallet } from "./withWallet.js";

/**
 * Brings a party's leg of an offer to the prover; a leg that was brought before goes again as it was.
 * @throws As the prover refuses, SETTLEMENT_OFFER_OTHERS, SETTLEMENT_FUNDS_MISSING, SETTLEMENT_MERGE_NEEDED
 */
export async function bringLeg(
  context: SettleContext,
  args: Arguments,
  open: OpenWallet,
  { offer, place }: { readonly offer: SettlementOffer; readonly place: 0 | 1 },
): Promise<void> {
  const { wallet, keep } = open;
  const id = offerId(offer);
  const isNew = wallet.pendingOffer(id) === undefined;
  if (isNew) {
    // A prover of another lane is not told which notes are given.
    await toolsOf(context, wallet, offer.expiresAt);
    const need = place === 0 ? offer.give : offer.take;
    const notes = await pickOrMerge(context, args, open, need);
    const ticket = hexlify(randomBytes(32)) as Hex;
    const leg = composeSignedLeg(wallet, { offer, place, notes, ticket, random: randomElement });
    const nullifiers = notes.map(({ nullifier }) => nullifier);
    wallet.begin({ id, kind: "delivery", nullifiers, expiresAt: offer.expiresAt, offer, leg });
    await keep();
  }
  const leg = wallet.pendingOffer(id)?.leg;
  if (leg === undefined) return;
  try {
    const { status } = await context.prover().submitLeg(leg);
    context.output.value("status", status);
  } catch (error) {
    // One that was brought before may be with the prover all the same.
    if (isNew && isDecided(error)) wallet.drop(id);
    throw error;
  }
}
