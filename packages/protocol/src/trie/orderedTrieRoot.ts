import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import type { RlpItem } from "../rlp/RlpItem.js";

interface Entry {
  /** Digits of four bits. */
  readonly path: readonly number[];
  readonly value: Uint8Array;
}

/** A node's list, or where it encodes to 32 bytes or more, its hash. */
type Reference = RlpItem;

/**
 * The root of the Merkle-Patricia trie that maps rlp(index) to the value at that index: transactionsRoot,
 * receiptsRoot, withdrawalsRoot.
 * Source: Ethereum Yellow Paper, appendix D.
 * @example orderedTrieRoot(raws); // a block's transactionsRoot
 */
export function orderedTrieRoot(values: readonly Uint8Array[]): Hex {
  if (values.length === 0) return toHex(keccak_256(encodeRlp(new Uint8Array(0))));
  const entries = values.map((value, index) => ({ path: digitsOf(encodeRlp(BigInt(index))), value }));
  entries.sort((left, right) => compare(left.path, right.path));
  return toHex(keccak_256(encodeRlp(nodeOf(entries, 0))));
}

/** The node under which the entries hang, which agree in their first `depth` digits. */
function nodeOf(entries: readonly Entry[], depth: number): readonly RlpItem[] {
  const first = entries[0] as Entry;
  if (entries.length === 1) return [hexPrefix(first.path.slice(depth), true), first.value];
  const last = entries[entries.length - 1] as Entry;
  let fork = depth;
  while (first.path[fork] === last.path[fork]) fork++;
  const branch = branchOf(entries, fork);
  return fork === depth ? branch : [hexPrefix(first.path.slice(depth, fork), false), referenceTo(branch)];
}

/** No key is another's beginning, so that no branch has a value of its own. */
function branchOf(entries: readonly Entry[], depth: number): readonly RlpItem[] {
  const children = Array.from({ length: 16 }, (_, digit): RlpItem => {
    const below = entries.filter(({ path }) => path[depth] === digit);
    return below.length === 0 ? new Uint8Array(0) : referenceTo(nodeOf(below, depth + 1));
  });
  return [...children, new Uint8Array(0)];
}

function referenceTo(node: readonly RlpItem[]): Reference {
  const encoded = encodeRlp(node);
  return encoded.length < 32 ? node : keccak_256(encoded);
}

/** Digits as bytes: the first digit says whether a leaf ends here, and whether the number of digits is odd. */
function hexPrefix(path: readonly number[], isLeaf: boolean): Uint8Array {
  const isOdd = path.length % 2 === 1;
  const flag = (isLeaf ? 2 : 0) + (isOdd ? 1 : 0);
  const digits = isOdd ? [flag, ...path] : [flag, 0, ...path];
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) => {
    return ((digits[2 * index] as number) << 4) | (digits[2 * index + 1] as number);
  });
}

function digitsOf(bytes: Uint8Array): number[] {
  return Array.from(bytes).flatMap((byte) => [byte >> 4, byte & 15]);
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((digit, at) => digit !== right[at]);
  return (left[index] ?? 0) - (right[index] ?? 0);
}
