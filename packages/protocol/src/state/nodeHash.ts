import { fromHex } from "../bytes/fromHex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { Hex } from "../bytes/Hex.js";
import type { StateChildren } from "./StateChildren.js";

/** Hash of an inner node of the state tree: keccak256 of its four children, 128 bytes. */
export function nodeHash(children: StateChildren): Hex {
  return keccak256(...children.map((child) => fromHex(child, 32)));
}
