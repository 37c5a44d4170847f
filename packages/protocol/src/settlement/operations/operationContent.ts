import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/**
 * Hash of all that an operation shows (SETTLE-38).
 * @param words What operationWords gives.
 * @throws FIELD_ELEMENT_INVALID
 */
export function operationContent(words: readonly bigint[]): bigint {
  return fieldHash(hashTags.content, words);
}
