import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { BlockHeader } from "./BlockHeader.js";
import { encodeHeader } from "./encodeHeader.js";

/** A block's hash: keccak256 of its header's RLP. */
export function blockHash(header: BlockHeader): Hex {
  return keccak256(encodeHeader(header));
}
