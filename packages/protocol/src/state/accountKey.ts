import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/** Key of an account in the state tree: keccak256 of its 20 address bytes. */
export function accountKey(address: Hex): Hex {
  return keccak256(fromHex(address, 20));
}
