import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/** Inner node of the field tree: keccak256 of the smaller, then the greater child, as OpenZeppelin's MerkleProof does. */
export function fieldNode(one: Hex, other: Hex): Hex {
  const [smaller, greater] = one < other ? [one, other] : [other, one];
  return keccak256(fromHex(smaller, 32), fromHex(greater, 32));
}
