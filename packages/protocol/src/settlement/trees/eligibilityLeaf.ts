import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";
import { jurisdictionCode } from "./jurisdictionCode.js";
import type { Standing } from "./Standing.js";

/**
 * Leaf of the tree of holders (SETTLE-28).
 * @param owner First coordinate of the holder's key.
 * @throws JURISDICTION_INVALID, FIELD_ELEMENT_INVALID
 */
export function eligibilityLeaf(owner: bigint, { expiresAt, jurisdiction, isFrozen }: Standing): bigint {
  const status = 2n * jurisdictionCode(jurisdiction) + (isFrozen ? 1n : 0n);
  return fieldHash(hashTags.eligibilityLeaf, [owner, expiresAt, status]);
}
