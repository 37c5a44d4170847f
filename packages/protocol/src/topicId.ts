import type { Hex } from "./bytes/Hex.js";
import { keccak256 } from "./bytes/keccak256.js";
import { utf8 } from "./bytes/utf8.js";

/** Id of a topic on chain: keccak256 of its name. */
export function topicId(name: string): Hex {
  return keccak256(utf8(name));
}
