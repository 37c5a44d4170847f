import { encodeRlp } from "../rlp/encodeRlp.js";
import { buildOrderedTrie, trieDigits } from "./buildOrderedTrie.js";
import type { TrieNode } from "./buildOrderedTrie.js";

/**
 * What stands beside the path to the first of some values, in the trie of these alone (DISPUTE-43): of each branch, the
 * lowest first, a bit for each digit that has something, and what it is. The table is at
 * contracts/L1/dispute/machine/batch/OrderedTrie.sol.
 * @param first Index of the first value.
 */
export function orderedTrieSiblings(values: readonly Uint8Array[], first: number): Uint8Array[] {
  const digits = trieDigits(first);
  const levels: Uint8Array[][] = [];
  let node: TrieNode | undefined = buildOrderedTrie(values, first);
  while (node?.children !== undefined) {
    const { children, depth, item }: TrieNode = node;
    const own = digits[depth] as number;
    if (children.length === 1) {
      node = children[0];
      continue;
    }
    const others = [...children.keys()].filter((digit) => digit !== own && children[digit] !== undefined);
    const bits = others.reduce((sum, digit) => sum | (1 << digit), 0);
    levels.push([
      Uint8Array.of(bits >> 8, bits & 0xff),
      ...others.map((digit) => encodeRlp(item[digit] ?? [])),
    ]);
    node = children[own];
  }
  return levels.reverse().flat();
}
