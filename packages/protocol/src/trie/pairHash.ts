import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

const nodePrefix = Uint8Array.of(1);

/**
 * An inner node of a binary tree: keccak256(0x01 ‖ left ‖ right), as spec/bridge.md (BRIDGE-2) and spec/batches.md
 * (BATCH-20) have it.
 * @throws HEX_INVALID
 */
export function pairHash(left: Hex, right: Hex): Hex {
  return keccak256(nodePrefix, fromHex(left, 32), fromHex(right, 32));
}
