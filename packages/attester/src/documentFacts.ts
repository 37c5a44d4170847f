import { documentHash } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { ExtractedFact } from "./facts/ExtractedFact.js";
import { extractFacts } from "./facts/extractFacts.js";
import { readDocument } from "./text/readDocument.js";

/**
 * Hash of a document and the facts it states.
 * @param document Name for errors.
 * @throws DOCUMENT_UNREADABLE
 */
export async function documentFacts(
  document: string,
  bytes: Uint8Array,
): Promise<{ readonly hash: Hex; readonly facts: readonly ExtractedFact[] }> {
  return { hash: documentHash(bytes), facts: extractFacts(await readDocument(document, bytes)) };
}
