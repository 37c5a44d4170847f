import { fromHex } from "../bytes/fromHex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { Hex } from "../bytes/Hex.js";
import type { StateLeaf } from "./StateLeaf.js";

const leafTag = Uint8Array.of(0);

/** Hash of a leaf of the state tree: keccak256(0x00 ‖ key ‖ value hash). */
export function leafHash(leaf: StateLeaf): Hex {
  return keccak256(leafTag, fromHex(leaf.key, 32), fromHex(leaf.valueHash, 32));
}
