import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/**
 * What fixes a batch's data before the challenge is drawn (SETTLE-42).
 * @param contents What operationContent gives, of every operation.
 * @throws FIELD_ELEMENT_INVALID
 */
export function dataCommitment(contents: readonly bigint[]): bigint {
  return fieldHash(hashTags.data, contents);
}
