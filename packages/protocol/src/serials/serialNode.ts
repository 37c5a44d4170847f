import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

const innerTag = Uint8Array.of(1);

/** Inner node of the serial tree: keccak256(0x01 ‖ left ‖ right); order matters. */
export function serialNode(left: Hex, right: Hex): Hex {
  return keccak256(innerTag, fromHex(left, 32), fromHex(right, 32));
}
