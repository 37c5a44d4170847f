import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/** keccak256 of a document's bytes, exactly as they are in the file. */
export function documentHash(bytes: Uint8Array): Hex {
  return keccak256(bytes);
}
