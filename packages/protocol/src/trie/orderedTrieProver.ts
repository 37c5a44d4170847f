import { ProtocolError } from "../errors.js";
import { buildOrderedTrie, trieDigits } from "./buildOrderedTrie.js";
import type { TrieNode } from "./buildOrderedTrie.js";

/**
 * Builds the trie of `orderedTrieRoot` once, and gives the path to each of its values: the nodes from the root down, as
 * `verifyOrderedTrie` and every verifier of Ethereum's proofs takes them. A node shorter than a hash is in the one above.
 * @returns A function that throws INTEGER_OUT_OF_RANGE when there is no such value.
 * @example const path = orderedTrieProver(receipts)(3);
 */
export function orderedTrieProver(values: readonly Uint8Array[]): (index: number) => Uint8Array[] {
  const root = values.length === 0 ? undefined : buildOrderedTrie(values);
  return (index) => {
    if (!(index >= 0 && index < values.length))
      throw new ProtocolError("INTEGER_OUT_OF_RANGE", { value: index, type: `0 … ${values.length - 1}` });
    const digits = trieDigits(index);
    const path: Uint8Array[] = [];
    for (let node: TrieNode | undefined = root; node !== undefined; node = below(node, digits)) {
      if (node === root || node.encoded.length >= 32) path.push(node.encoded);
    }
    return path;
  };
}

function below({ children, depth }: TrieNode, digits: readonly number[]): TrieNode | undefined {
  return children?.length === 1 ? children[0] : children?.[digits[depth] as number];
}
