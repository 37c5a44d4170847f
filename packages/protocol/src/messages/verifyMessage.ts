import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { foldPairs } from "../trie/foldPairs.js";
import { messageLevels } from "./absentMessages.js";

/** A leaf, where it is said to lie, and what is to show it. */
export interface MessageProof {
  readonly leaf: Hex;
  /** From 0; whether it is below the batch's message count is for the caller to see. */
  readonly place: bigint;
  /** From the leaf's up. */
  readonly siblings: readonly Hex[];
  readonly root: Hex;
}

/**
 * Whether a message's leaf lies at a place of the tree (spec/bridge.md, BRIDGE-3).
 * @throws HEX_INVALID when a hash has not 32 bytes.
 */
export function verifyMessage({ leaf, place, siblings, root }: MessageProof): boolean {
  if (leaf === zeroHash || siblings.length !== messageLevels) return false;
  if (place < 0n || place >> BigInt(messageLevels) !== 0n) return false;
  return foldPairs(leaf, place, siblings) === root;
}
