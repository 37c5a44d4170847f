import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";
import { decodeRlp } from "../rlp/decodeRlp.js";
import type { RlpValue } from "../rlp/decodeRlp.js";
import { trieDigits } from "./buildOrderedTrie.js";

/**
 * Whether `value` is at `index` of the list whose root is `root`.
 * @param path Nodes from the root down, as `orderedTrieProver` gives them.
 */
export function verifyOrderedTrie(
  root: Hex,
  index: number,
  value: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  const digits = trieDigits(index);
  const nodes = [...path];
  let expected: string | undefined = root;
  let node: RlpValue | undefined;
  let at = 0;
  for (;;) {
    if (expected !== undefined) {
      const encoded = nodes.shift();
      if (encoded === undefined || toHex(keccak_256(encoded)) !== expected) return false;
      node = decoded(encoded);
    }
    if (!isList(node)) return false;
    const isFork = node.length === 17;
    if (!isFork && node.length !== 2) return false;
    const prefix = isFork ? undefined : prefixOf(node[0]);
    if (!isFork && prefix === undefined) return false;
    if (prefix?.digits.some((digit, offset) => digits[at + offset] !== digit) === true) return false;
    const next: RlpValue | undefined = isFork ? node[digits[at] ?? 16] : node[1];
    at += prefix?.digits.length ?? 1;
    if (prefix?.isLeaf === true) return at === digits.length && nodes.length === 0 && isSame(next, value);
    expected = next instanceof Uint8Array ? toHex(next) : undefined;
    node = next;
    if (next === undefined || (next instanceof Uint8Array && next.length !== 32)) return false;
  }
}

function decoded(bytes: Uint8Array): RlpValue | undefined {
  try {
    return decodeRlp(bytes);
  } catch {
    return undefined;
  }
}

function isList(node: RlpValue | undefined): node is readonly RlpValue[] {
  return Array.isArray(node);
}

function prefixOf(item: RlpValue | undefined): { digits: number[]; isLeaf: boolean } | undefined {
  if (!(item instanceof Uint8Array) || item.length === 0) return undefined;
  const all = Array.from(item).flatMap((byte) => [byte >> 4, byte & 15]);
  const flag = all[0] as number;
  if (flag > 3) return undefined;
  return { digits: all.slice((flag & 1) === 1 ? 1 : 2), isLeaf: flag >= 2 };
}

function isSame(item: RlpValue | undefined, value: Uint8Array): boolean {
  return (
    item instanceof Uint8Array && item.length === value.length && item.every((byte, at) => byte === value[at])
  );
}
