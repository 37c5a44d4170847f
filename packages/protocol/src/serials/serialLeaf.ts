import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

const leafTag = Uint8Array.of(0);

/** Leaf of the serial tree: keccak256(0x00 ‖ serial hash). */
export function serialLeaf(hash: Hex): Hex {
  return keccak256(leafTag, fromHex(hash, 32));
}
