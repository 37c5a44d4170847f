import type { Note } from "@muniment/protocol";
import {
  keccak256,
  nullifierKeyHash,
  operationContent,
  operationMessage,
  signMessage,
  utf8,
} from "@muniment/protocol";
import type { LegSubmission, OfferStanding, SettlementOffer, SignedLeg } from "@muniment/sdk";
import { legMessage, offerId, offerTerms } from "@muniment/sdk";
import type { Bank, SettlementWorld } from "../../../../helpers/settlement/SettlementWorld.js";

/** A party's half of an offer between Alice, who offers, and Bob. */
export function legOf(
  { alice, bob, random }: SettlementWorld,
  offer: SettlementOffer,
  place: 0 | 1,
  change: Partial<LegSubmission> & { readonly note?: Note } = {},
): SignedLeg {
  const [own, other] = place === 0 ? [alice, bob] : [bob, alice];
  const { note = own.notes[0], ...rest } = change;
  const blank = { amount: 0n, nullifierKey: random(), randomness: random() };
  const { amount, nullifierKey, randomness } = note!;
  const leg: LegSubmission = {
    ...{ domain: offer.domain, offer: offerId(offer), terms: offerTerms(offer), expiresAt: offer.expiresAt },
    ...{ place, ...(place === 0 ? offer.give : offer.take) },
    inputs: [{ amount, nullifierKey, randomness }, blank],
    changeKeyHash: nullifierKeyHash(own.nullifierKey),
    receiveKeyHash: nullifierKeyHash(own.nullifierKey),
    ...{ key: own.key, counterparty: other.key.x, ticket: keccak256(utf8(`ticket ${String(place)}`)) },
    ...rest,
  };
  return { leg, signature: signMessage(own.secret, legMessage(leg)) };
}

/** A party's signature of what was composed. */
export const signOf = (bank: Bank, offer: SettlementOffer, { words = [] }: OfferStanding) =>
  signMessage(
    bank.secret,
    operationMessage({
      ...{ domain: offer.domain, terms: offerTerms(offer), expiresAt: offer.expiresAt },
      content: operationContent(words),
    }),
  );
