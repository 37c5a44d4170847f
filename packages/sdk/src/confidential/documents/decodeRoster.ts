import { parseDocument } from "./parseDocument.js";
import type { Roster } from "./rosterSchema.js";
import { rosterSchema } from "./rosterSchema.js";

/**
 * The roster of a document; who signed it is not checked.
 * @throws SETTLEMENT_DOCUMENT_INVALID
 */
export function decodeRoster(document: unknown): Roster {
  return parseDocument("roster", rosterSchema, document);
}
