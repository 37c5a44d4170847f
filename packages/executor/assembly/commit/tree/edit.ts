// Setting and deleting leaves. Hashing is deferred: an edit marks the inner nodes above it dirty, and stops at the first
// that is dirty already.
import { forgetLeafHash } from "./leafHash";
import {
  childSlot,
  DIRTY,
  giveLeaf,
  giveNode,
  isLeaf,
  LEAF,
  LEAF_KEY,
  LEAF_VALUE,
  recordOf,
  ROOT,
  takeLeaf,
  takeNode,
} from "./records";
import { clearWord, copyWord, digitOf, isEqualWord, isZeroWord } from "./words";

export const UNCHANGED: i32 = 0;
export const CHANGED: i32 = 1;
export const FULL: i32 = -1;

/** The value hash that the last change replaced; zero when the leaf was absent. */
export const REPLACED = memory.data(32, 8);

/** u32 each: addresses of the references walked through, from the root downwards. */
const PATH = memory.data(4 * (128 + 1), 4);
/** Number of inner nodes walked through; the reference that ended the walk is at PATH + 4 * depth. */
let depth: usize = 0;

/**
 * Gives the leaf of the key at `key` the value hash at `value`; zero deletes the leaf.
 * Returns CHANGED, UNCHANGED, or FULL when there is no memory for it: then nothing was changed.
 */
export function setLeaf(key: usize, value: usize): i32 {
  const slot = walk(key);
  const found = load<u32>(slot);
  const isHere = found != 0 && isEqualWord(recordOf(found) + LEAF_KEY, key);
  if (!isHere) {
    if (isZeroWord(value)) return UNCHANGED;
    if (!(found == 0 ? fill(slot, key, value) : split(slot, key, value))) return FULL;
    clearWord(REPLACED);
    markPath();
    return CHANGED;
  }
  const leaf = recordOf(found);
  if (isEqualWord(leaf + LEAF_VALUE, value)) return UNCHANGED;
  copyWord(leaf + LEAF_VALUE, REPLACED);
  forgetLeafHash(leaf);
  if (isZeroWord(value)) remove(leaf, slot);
  else copyWord(value, leaf + LEAF_VALUE);
  markPath();
  return CHANGED;
}

/** Follows a key from the root to the reference that is empty or names a leaf; returns that reference's address. */
function walk(key: usize): usize {
  let slot = ROOT;
  let level: usize = 0;
  for (;;) {
    store<u32>(PATH + (level << 2), <u32>slot);
    const reference = load<u32>(slot);
    if (reference == 0 || isLeaf(reference)) break;
    slot = childSlot(recordOf(reference), digitOf(key, level));
    level++;
  }
  depth = level;
  return slot;
}

/** The inner nodes above the end of the walk need new hashes. */
function markPath(): void {
  for (let level = depth; level > 0; level--) {
    const slot = <usize>load<u32>(PATH + ((level - 1) << 2));
    const reference = load<u32>(slot);
    if ((reference & DIRTY) != 0) return;
    store<u32>(slot, reference | DIRTY);
  }
}

/** Puts a new leaf into an empty reference; false when memory is full. */
function fill(slot: usize, key: usize, value: usize): bool {
  const leaf = takeLeaf();
  if (leaf == 0) return false;
  copyWord(key, leaf + LEAF_KEY);
  copyWord(value, leaf + LEAF_VALUE);
  store<u32>(slot, (<u32>leaf) | LEAF);
  return true;
}

/** Puts a new leaf beside the one that `slot` names, below as many inner nodes as their keys share digits. */
function split(slot: usize, key: usize, value: usize): bool {
  const neighbour = load<u32>(slot);
  const other = recordOf(neighbour) + LEAF_KEY;
  let level = depth;
  let top: u32 = 0;
  let bottom: usize = 0;
  let isComplete = false;
  while (!isComplete) {
    const node = takeNode();
    if (node == 0) break;
    if (bottom == 0) top = (<u32>node) | DIRTY;
    else store<u32>(childSlot(bottom, digitOf(key, level - 1)), (<u32>node) | DIRTY);
    bottom = node;
    isComplete = digitOf(key, level) != digitOf(other, level);
    level++;
  }
  if (isComplete && fill(childSlot(bottom, digitOf(key, level - 1)), key, value)) {
    store<u32>(childSlot(bottom, digitOf(other, level - 1)), neighbour);
    store<u32>(slot, top);
    return true;
  }
  giveChain(top, key);
  return false;
}

/** Gives back the inner nodes that a split took before memory was full. */
function giveChain(top: u32, key: usize): void {
  let level = depth;
  for (let reference = top; reference != 0; level++) {
    const node = recordOf(reference);
    reference = load<u32>(childSlot(node, digitOf(key, level)));
    giveNode(node);
  }
}

/** Deletes a leaf. A leaf that remains alone below an inner node takes its place, level by level. */
function remove(leaf: usize, slot: usize): void {
  giveLeaf(leaf);
  store<u32>(slot, 0);
  while (depth > 0) {
    const above = <usize>load<u32>(PATH + ((depth - 1) << 2));
    const node = recordOf(load<u32>(above));
    const lone = loneLeaf(node);
    if (lone == 0) return;
    giveNode(node);
    store<u32>(above, lone);
    depth--;
  }
}

/** The reference of an inner node's only child if that is a leaf, else 0. */
function loneLeaf(node: usize): u32 {
  let only: u32 = 0;
  for (let digit: usize = 0; digit < 4; digit++) {
    const child = load<u32>(childSlot(node, digit));
    if (child == 0) continue;
    if (only != 0 || !isLeaf(child)) return 0;
    only = child;
  }
  return only;
}
