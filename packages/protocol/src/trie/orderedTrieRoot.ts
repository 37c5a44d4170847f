import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import { buildOrderedTrie } from "./buildOrderedTrie.js";

/**
 * The root of the Merkle-Patricia trie that maps rlp(index) to the value at that index: transactionsRoot,
 * receiptsRoot, withdrawalsRoot.
 * @example orderedTrieRoot(raws); // a block's transactionsRoot
 */
export function orderedTrieRoot(values: readonly Uint8Array[]): Hex {
  if (values.length === 0) return toHex(keccak_256(encodeRlp(new Uint8Array(0))));
  return toHex(keccak_256(buildOrderedTrie(values).encoded));
}
