import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/**
 * What a payer is told of a nullifier key (SETTLE-23).
 * @throws FIELD_ELEMENT_INVALID
 */
export function nullifierKeyHash(nullifierKey: bigint): bigint {
  return fieldHash(hashTags.nullifierKey, [nullifierKey]);
}
