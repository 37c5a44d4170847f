import { canonicalBytes, keccak256, utf8 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { encodeOffer } from "./encodeOffer.js";
import type { SettlementOffer } from "./offerSchema.js";

const purpose = utf8("muniment.settlement.offer");

/** Name of an offer, by which both parties find each other at the prover (SETTLE-96); the terms do not follow from it. */
export function offerId(offer: SettlementOffer): Hex {
  return keccak256(purpose, canonicalBytes(encodeOffer(offer)));
}
