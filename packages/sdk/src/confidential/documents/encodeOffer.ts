import type { OfferDocument, SettlementOffer } from "./offerSchema.js";
import { writeDocument } from "./writeDocument.js";

/** An offer as JSON, for the file that party 0 gives party 1. */
export function encodeOffer(offer: SettlementOffer): OfferDocument {
  return writeDocument(offer);
}
