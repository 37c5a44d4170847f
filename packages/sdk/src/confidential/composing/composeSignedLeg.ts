import { ProtocolError, signMessage } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { legMessage } from "../documents/legMessage.js";
import type { LegSubmission, SignedLeg } from "../documents/legSchema.js";
import { offerId } from "../documents/offerId.js";
import type { SettlementOffer } from "../documents/offerSchema.js";
import { offerTerms } from "../documents/offerTerms.js";
import type { HeldNote } from "../wallet/HeldNote.js";
import type { SettlementWallet } from "../wallet/SettlementWallet.js";

/**
 * What a party's leg is made of.
 * @param place 0 for who offered.
 * @param notes What SettlementWallet.pick gave for what the party gives.
 * @param ticket 32 random bytes.
 * @param random A new element of the field each time.
 */
export interface LegParts {
  readonly offer: SettlementOffer;
  readonly place: 0 | 1;
  readonly notes: readonly HeldNote[];
  readonly ticket: Hex;
  readonly random: () => bigint;
}

/**
 * A party's half of an offer, signed, for the prover (SETTLE-97).
 * @throws SETTLEMENT_OFFER_OTHERS when the wallet is not that party's
 */
export function composeSignedLeg(wallet: SettlementWallet, parts: LegParts): SignedLeg {
  const { offer, place, notes, ticket, random } = parts;
  const own = place === 0 ? offer.giver.key : offer.taker;
  if (own !== wallet.key.x || offer.domain !== wallet.domain) {
    throw new ProtocolError("SETTLEMENT_OFFER_OTHERS", { offer: offerId(offer), place });
  }
  const { asset, amount } = place === 0 ? offer.give : offer.take;
  const input = (index: 0 | 1) => {
    const note = notes[index];
    if (note === undefined) return { amount: 0n, nullifierKey: random(), randomness: random() };
    return { amount: note.amount, nullifierKey: note.nullifierKey, randomness: note.randomness };
  };
  const leg: LegSubmission = {
    ...{ domain: offer.domain, offer: offerId(offer), terms: offerTerms(offer), expiresAt: offer.expiresAt },
    ...{ place, asset, amount, inputs: [input(0), input(1)] },
    changeKeyHash: wallet.giveAddress().keyHash,
    key: wallet.key,
    receiveKeyHash: place === 0 ? offer.giver.keyHash : wallet.giveAddress().keyHash,
    counterparty: place === 0 ? offer.taker : offer.giver.key,
    ticket,
  };
  return { leg, signature: signMessage(wallet.keys.secret, legMessage(leg)) };
}
