import { canonicalBytes, keccak256 } from "@muniment/protocol";
import { encodeOffer } from "./encodeOffer.js";
import type { SettlementOffer } from "./offerSchema.js";

/** The terms of the operation that an offer becomes (SETTLE-96). The salt hides the offer behind them. */
export function offerTerms(offer: SettlementOffer): bigint {
  return BigInt(keccak256(canonicalBytes(encodeOffer(offer)))) >> 8n;
}
