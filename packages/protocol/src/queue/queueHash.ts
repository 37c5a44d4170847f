import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/**
 * The queue's rolling hash behind one more item (spec/queue.md, QUEUE-3).
 * @param before The rolling hash before it, zeroHash before the first.
 * @param item What itemHash gives.
 * @throws HEX_INVALID
 * @example items.map(itemHash).reduce(queueHash, zeroHash);
 */
export function queueHash(before: Hex, item: Hex): Hex {
  return keccak256(fromHex(before, 32), fromHex(item, 32));
}
