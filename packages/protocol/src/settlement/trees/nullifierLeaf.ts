import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/**
 * Leaf of the tree of nullifiers (SETTLE-26).
 * @param next The next greater value in the tree.
 */
export function nullifierLeaf(value: bigint, next: bigint): bigint {
  return fieldHash(hashTags.nullifierLeaf, [value, next]);
}
