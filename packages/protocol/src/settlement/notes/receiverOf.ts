import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/**
 * Who receives, hidden by randomness (SETTLE-23).
 * @param owner First coordinate of the owner's key.
 * @param keyHash What nullifierKeyHash gives.
 * @throws FIELD_ELEMENT_INVALID
 */
export function receiverOf(owner: bigint, keyHash: bigint, randomness: bigint): bigint {
  return fieldHash(hashTags.receiver, [owner, keyHash, randomness]);
}
