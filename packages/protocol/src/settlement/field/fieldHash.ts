import type { HashTag } from "./hashTags.js";
import { sponge } from "./sponge.js";

/**
 * Hash of field elements for one purpose: the first word of the sponge (SETTLE-19).
 * @throws FIELD_ELEMENT_INVALID
 */
export function fieldHash(tag: HashTag, inputs: readonly bigint[]): bigint {
  return sponge(tag, inputs)[0];
}
