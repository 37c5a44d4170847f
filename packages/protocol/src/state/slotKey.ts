import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/** Key of a storage slot in the state tree: keccak256(address, 20 bytes ‖ slot, 32 bytes). */
export function slotKey(address: Hex, slot: Hex): Hex {
  return keccak256(fromHex(address, 20), fromHex(slot, 32));
}
