// Merkle-Patricia tries over rlp(0), rlp(1), …: their shape follows from the number of values alone. Leaves are made
// one by one, in any order, and kept as references; then the branches above them are made. Source: Yellow Paper, D.
import { keccak256 } from "../../hash/keccak";
import { finishLeaves, hashLeaf, leafRoom } from "./leafPairs";
import { headerSize, LIST, STRING, writeHeader } from "./rlp";

/** What a parent holds of a node: u32 size and, from byte 4, its hash as a string (33 bytes) or the node itself (< 32). */
export const REFERENCE_SIZE: usize = 40;

/** A level of branches in the making: the node, at most 532 bytes, begins before NODE; then its child's reference. */
const LEVEL_SIZE: usize = 640;
const NODE: usize = 8;
const CHILD: usize = 592;
/** Keys have at most ten digits; the last level holds extensions. */
const LEVELS = memory.data(7680, 8);
const EXTENSION = memory.data(64, 8);

/** How many values the trie holds, and where their references are, in order of their indices. */
let count: u32 = 0;
let references: usize = 0;
/** Room for a large leaf, and where the leaf in the making begins. */
let room: usize = 0;
let leaf: usize = 0;

/**
 * Begins a trie of `values` values. At `work` it needs `values` * REFERENCE_SIZE bytes for their references, then room
 * for the largest of them and LEAF_OVERHEAD bytes.
 */
export function beginTrie(values: u32, work: usize): void {
  count = values;
  references = work;
  room = work + <usize>values * REFERENCE_SIZE;
}

/** At most how many bytes a leaf has beside its value. */
export const LEAF_OVERHEAD: usize = 24;

/**
 * Writes the beginning of the leaf of value number `index`: the value, `size` bytes with its string header, goes where
 * this returns.
 */
export function beginLeaf(index: u32, size: usize): usize {
  const depth = leafDepth(index);
  const digits = digitCount(index) - depth;
  const items = pathSize(digits) + size;
  leaf = leafRoom(headerSize(items) + items, room);
  return writePath(writeHeader(leaf, items, LIST), index, depth, digits, true);
}

/** Keeps the reference of the leaf just written, which ends at `end`; a lone leaf's hash is the root. */
export function endLeaf(end: usize, index: u32): void {
  const reference = references + <usize>index * REFERENCE_SIZE;
  const size = end - leaf;
  if (count == 1) keccak256(leaf, size, reference + 4);
  else if (size < 32) keep(reference, leaf, size);
  else hashLeaf(leaf, size, hashPlace(reference));
}

/** Writes the root, 32 bytes, once all leaves are made. */
export function endTrie(to: usize): void {
  finishLeaves();
  if (count == 0) {
    store<u8>(EXTENSION, <u8>STRING);
    keccak256(EXTENSION, 1, to);
  } else if (count == 1) {
    memory.copy(to, references + 4, 32);
  } else {
    // The keys of 0 and 1 differ in their first digit, so that a branch is on top.
    const size = writeBranch(0, count, 0, LEVELS);
    keccak256(LEVELS + NODE - headerSize(size), headerSize(size) + size, to);
  }
}

/** rlp(index), its first byte highest. */
function keyOf(index: u32): u64 {
  if (index == 0) return 0x8000000000000000;
  if (index < 0x80) return (<u64>index) << 56;
  if (index < 0x100) return 0x8100000000000000 | ((<u64>index) << 48);
  if (index < 0x10000) return 0x8200000000000000 | ((<u64>index) << 40);
  if (index < 0x1000000) return 0x8300000000000000 | ((<u64>index) << 32);
  return 0x8400000000000000 | ((<u64>index) << 24);
}

function digitCount(index: u32): u32 {
  if (index < 0x80) return 2;
  if (index < 0x100) return 4;
  if (index < 0x10000) return 6;
  return index < 0x1000000 ? 8 : 10;
}

function digitAt(key: u64, depth: u32): u32 {
  return (<u32>(key >> (60 - 4 * <u64>depth))) & 15;
}

/** In the order of keys 0 stands after 127: its key is the byte 0x80. */
function indexAt(position: u32): u32 {
  const zero = min<u32>(count - 1, 127);
  if (position < zero) return position + 1;
  return position == zero ? 0 : position;
}

function positionOf(index: u32): u32 {
  if (index == 0) return min<u32>(count - 1, 127);
  return index < 128 ? index - 1 : index;
}

/** How many digits two keys share. */
function sharedDigits(left: u64, right: u64): u32 {
  return <u32>(clz<u64>(left ^ right) >> 2);
}

/** How many digits of its key lead to a leaf: one more than it shares with a neighbour. */
function leafDepth(index: u32): u32 {
  if (count == 1) return 0;
  const position = positionOf(index);
  const key = keyOf(index);
  let depth: u32 = 0;
  if (position > 0) depth = sharedDigits(keyOf(indexAt(position - 1)), key);
  if (position + 1 < count) depth = max(depth, sharedDigits(key, keyOf(indexAt(position + 1))));
  return depth + 1;
}

/** Size of a path of digits with its string header. */
function pathSize(digits: u32): usize {
  const size = <usize>(digits >> 1) + 1;
  return size == 1 ? 1 : size + 1;
}

/** Writes `digits` digits of a key from `depth` on, with the flags of a leaf or an extension; returns where they end. */
function writePath(to: usize, index: u32, depth: u32, digits: u32, isLeaf: bool): usize {
  const key = keyOf(index);
  const flag: u32 = isLeaf ? 0x20 : 0;
  if (digits > 1) to = writeHeader(to, <usize>(digits >> 1) + 1, STRING);
  if ((digits & 1) != 0) {
    store<u8>(to, <u8>(flag | 0x10 | digitAt(key, depth)));
    depth++;
  } else {
    store<u8>(to, <u8>flag);
  }
  to++;
  for (let pairs = digits >> 1; pairs > 0; pairs--, depth += 2, to++) {
    store<u8>(to, <u8>((digitAt(key, depth) << 4) | digitAt(key, depth + 1)));
  }
  return to;
}

/** Writes what a parent holds of the node of `size` bytes at `from`. */
function refer(reference: usize, from: usize, size: usize): void {
  if (size < 32) keep(reference, from, size);
  else keccak256(from, size, hashPlace(reference));
}

/** Of a node below 32 bytes a parent holds the node itself. */
function keep(reference: usize, from: usize, size: usize): void {
  store<u32>(reference, <u32>size);
  memory.copy(reference + 4, from, size);
}

/** Of a larger one it holds the hash, as a string: returns where that goes. */
function hashPlace(reference: usize): usize {
  store<u32>(reference, 33);
  store<u8>(reference, 0xa0, 4);
  return reference + 5;
}

/**
 * Writes the branch at `depth` over the values at positions `low` … `high`, which share the digits before; its items
 * begin at `level` + NODE, its header ends there. Returns the size of the items.
 */
function writeBranch(low: u32, high: u32, depth: u32, level: usize): usize {
  const start = level + NODE;
  let to = start;
  let position = low;
  for (let digit: u32 = 0; digit < 16; digit++) {
    const first = position;
    while (position < high && digitAt(keyOf(indexAt(position)), depth) == digit) position++;
    if (position == first) {
      store<u8>(to++, <u8>STRING);
      continue;
    }
    let reference = references + <usize>indexAt(first) * REFERENCE_SIZE;
    if (position - first > 1) {
      reference = level + CHILD;
      writeSubtree(first, position, depth + 1, level + LEVEL_SIZE, reference);
    }
    const size = <usize>load<u32>(reference);
    memory.copy(to, reference + 4, size);
    to += size;
  }
  store<u8>(to++, <u8>STRING);
  const size = to - start;
  writeHeader(start - headerSize(size), size, LIST);
  return size;
}

/** Writes the reference of the branch over two or more values, with an extension where they share digits. */
function writeSubtree(low: u32, high: u32, depth: u32, level: usize, reference: usize): void {
  const first = indexAt(low);
  const fork = sharedDigits(keyOf(first), keyOf(indexAt(high - 1)));
  const size = writeBranch(low, high, fork, level);
  refer(reference, level + NODE - headerSize(size), headerSize(size) + size);
  if (fork == depth) return;
  const below = <usize>load<u32>(reference);
  const digits = fork - depth;
  let to = writeHeader(EXTENSION, pathSize(digits) + below, LIST);
  to = writePath(to, first, depth, digits, false);
  memory.copy(to, reference + 4, below);
  refer(reference, EXTENSION, to + below - EXTENSION);
}
