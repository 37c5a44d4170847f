import { keccak_256 } from "@noble/hashes/sha3.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import type { RlpItem } from "../rlp/RlpItem.js";

/** A node of a Merkle-Patricia trie with all that hangs under it. */
export interface TrieNode {
  readonly item: readonly RlpItem[];
  readonly encoded: Uint8Array;
  /** How many digits it takes before it forks. */
  readonly depth: number;
  /** Of a fork: what is under each digit. */
  readonly children?: readonly (TrieNode | undefined)[];
}

interface Entry {
  /** Digits of four bits. */
  readonly path: readonly number[];
  /** Undefined when it is missing. */
  readonly value: Uint8Array | undefined;
}

/**
 * The Merkle-Patricia trie that maps rlp(index) to the value at that index; of at least one value.
 * Source: Ethereum Yellow Paper, appendix D.
 * @param first Index of the first value: those before it are missing where they will be, so that no value's node changes
 * when they come (DISPUTE-43).
 */
export function buildOrderedTrie(values: readonly Uint8Array[], first = 0): TrieNode {
  const entries = Array.from({ length: first + values.length }, (_, index) => ({
    path: trieDigits(index),
    value: values[index - first],
  }));
  entries.sort((left, right) => compare(left.path, right.path));
  return nodeOf(entries, 0) as TrieNode;
}

/** The digits of rlp(index). */
export function trieDigits(index: number): number[] {
  return Array.from(encodeRlp(BigInt(index))).flatMap((byte) => [byte >> 4, byte & 15]);
}

/** The node under which the entries hang, which agree in their first `depth` digits; none when all are missing. */
function nodeOf(entries: readonly Entry[], depth: number): TrieNode | undefined {
  const first = entries[0] as Entry;
  if (entries.every(({ value }) => value === undefined)) return undefined;
  if (entries.length === 1 && first.value !== undefined) {
    return made([hexPrefix(first.path.slice(depth), true), first.value], depth);
  }
  const last = entries[entries.length - 1] as Entry;
  let fork = depth;
  while (first.path[fork] === last.path[fork]) fork++;
  const branch = branchOf(entries, fork);
  if (fork === depth) return branch;
  const extension = made([hexPrefix(first.path.slice(depth, fork), false), referenceTo(branch)], fork);
  // Under an extension lies one fork and nothing else.
  return { ...extension, children: [branch] };
}

/** No key is another's beginning, so that no branch has a value of its own. */
function branchOf(entries: readonly Entry[], depth: number): TrieNode {
  const children = Array.from({ length: 16 }, (_, digit) => {
    const below = entries.filter(({ path }) => path[depth] === digit);
    return below.length === 0 ? undefined : nodeOf(below, depth + 1);
  });
  const references = children.map((child) => (child === undefined ? new Uint8Array(0) : referenceTo(child)));
  return { ...made([...references, new Uint8Array(0)], depth), children };
}

function made(item: readonly RlpItem[], depth: number): TrieNode {
  return { item, encoded: encodeRlp(item), depth };
}

/** A node's list, or where it encodes to 32 bytes or more, its hash. */
function referenceTo({ item, encoded }: TrieNode): RlpItem {
  return encoded.length < 32 ? item : keccak_256(encoded);
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

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((digit, at) => digit !== right[at]);
  return (left[index] ?? 0) - (right[index] ?? 0);
}
