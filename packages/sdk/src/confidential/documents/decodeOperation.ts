import type { SettlementOperation } from "@muniment/protocol";
import { operationSchema } from "./operationSchema.js";
import { parseDocument } from "./parseDocument.js";

/**
 * The operation of a document; only its form is checked.
 * @throws SETTLEMENT_DOCUMENT_INVALID
 * @example const operation = decodeOperation(request.body);
 */
export function decodeOperation(document: unknown): SettlementOperation {
  return parseDocument("operation", operationSchema, document);
}
