import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import { buildOrderedTrie } from "./buildOrderedTrie.js";

/**
 * The root of the Merkle-Patricia trie that maps rlp(index) to the value at that index: transactionsRoot,
 * receiptsRoot, withdrawalsRoot.
 * @param first Index of the first value: those before it are missing, as in the trie that a dispute builds (DISPUTE-43).
 * @example orderedTrieRoot(raws); // a block's transactionsRoot
 */
export function orderedTrieRoot(values: readonly Uint8Array[], first = 0): Hex {
  if (values.length === 0) return toHex(keccak_256(encodeRlp(new Uint8Array(0))));
  return toHex(keccak_256(buildOrderedTrie(values, first).encoded));
}
