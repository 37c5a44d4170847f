import type { SettlementOffer } from "./offerSchema.js";
import { offerSchema } from "./offerSchema.js";
import { parseDocument } from "./parseDocument.js";

/**
 * The offer of a document.
 * @throws SETTLEMENT_DOCUMENT_INVALID
 */
export function decodeOffer(document: unknown): SettlementOffer {
  return parseDocument("offer", offerSchema, document);
}
