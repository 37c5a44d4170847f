import type { SignedLeg } from "./legSchema.js";
import { signedLegSchema } from "./legSchema.js";
import { parseDocument } from "./parseDocument.js";

/**
 * The signed leg of a document; neither signature nor amounts are checked.
 * @throws SETTLEMENT_DOCUMENT_INVALID
 */
export function decodeLeg(document: unknown): SignedLeg {
  return parseDocument("leg", signedLegSchema, document);
}
