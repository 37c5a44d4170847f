import { utf8 } from "../bytes/utf8.js";
import { canonicalJson } from "./canonicalJson.js";

/**
 * UTF-8 bytes of the canonical JSON of a value: equal values have equal bytes.
 * @throws CANONICAL_VALUE_UNSUPPORTED
 * @example keccak256(canonicalBytes({ b: 1n, a: [true] })) // of {"a":[true],"b":"1"}
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value));
}
