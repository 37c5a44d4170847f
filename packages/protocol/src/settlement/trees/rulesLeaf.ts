import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";
import type { AssetRules } from "./AssetRules.js";

/**
 * Leaf of the tree of rules (SETTLE-29).
 * @throws FIELD_ELEMENT_INVALID
 */
export function rulesLeaf({ jurisdictions, cap, auditor }: AssetRules): bigint {
  return fieldHash(hashTags.rulesLeaf, [...jurisdictions, cap, auditor.x]);
}
