// Setting and deleting leaves. Hashing is deferred: an edit marks the inner nodes above it dirty, and stops at the first
// that is dirty already.
import { forgetLeafHash } from "./leafHash";
import {
  childSlot,
  DIRTY,
  giveLeaf,
  giveNode,
  hashesOf,
  innersBelow,
  isInner,
  isLeaf,
  LEAF,
  LEAF_KEY,
  LEAF_VALUE,
  nodeSize,
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

/** An inner node that is being moved: at most 144 bytes. */
const MOVED = memory.data(144, 16);

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
  if (isZeroWord(value)) return remove(key, leaf, slot);
  copyWord(leaf + LEAF_VALUE, REPLACED);
  forgetLeafHash(leaf);
  copyWord(value, leaf + LEAF_VALUE);
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
    const slot = pathSlot(level - 1);
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

/**
 * Puts a new leaf beside the one that `slot` names, below as many inner nodes as their keys share digits. False when
 * memory is full.
 */
function split(slot: usize, key: usize, value: usize): bool {
  const neighbour = load<u32>(slot);
  if (depth == 0) return fillChain(ROOT, neighbour, key, value);
  const above = pathSlot(depth - 1);
  const digit = digitOf(key, depth - 1);
  if (!replaceChild(above, digit, DIRTY)) return false;
  if (fillChain(childSlot(recordOf(load<u32>(above)), digit), neighbour, key, value)) return true;
  // What this needs was given back just now.
  replaceChild(above, digit, neighbour);
  return false;
}

/** Builds inner nodes from `slot` downwards and puts both leaves below the last; false when memory is full. */
function fillChain(slot: usize, neighbour: u32, key: usize, value: usize): bool {
  const other = recordOf(neighbour) + LEAF_KEY;
  let last = depth;
  while (digitOf(key, last) == digitOf(other, last)) last++;
  const bottom = takeNode(0);
  if (bottom == 0) return false;
  clearChildren(bottom);
  if (!fill(childSlot(bottom, digitOf(key, last)), key, value)) {
    giveNode(bottom, 0);
    return false;
  }
  store<u32>(childSlot(bottom, digitOf(other, last)), neighbour);
  let below = bottom;
  for (let level = last; level > depth; level--) {
    const node = takeNode(1);
    if (node == 0) {
      giveChain(below, level, key);
      return false;
    }
    clearChildren(node);
    store<u32>(childSlot(node, digitOf(key, level - 1)), (<u32>below) | DIRTY);
    below = node;
  }
  store<u32>(slot, (<u32>below) | DIRTY);
  return true;
}

/** Gives back an unfinished chain whose first inner node stands on `level`, with the new leaf at its end. */
function giveChain(first: usize, level: usize, key: usize): void {
  let node = first;
  for (;;) {
    const child = load<u32>(childSlot(node, digitOf(key, level)));
    level++;
    giveNode(node, isLeaf(child) ? 0 : 1);
    node = recordOf(child);
    if (isLeaf(child)) break;
  }
  giveLeaf(node);
}

function clearChildren(node: usize): void {
  store<u64>(node, 0);
  store<u64>(node, 0, 8);
}

function pathSlot(level: usize): usize {
  return <usize>load<u32>(PATH + (level << 2));
}

/**
 * Deletes a leaf. A leaf that remains alone below an inner node takes its place, level by level. FULL when the node that
 * stays needs another size for which there is no memory: then nothing was changed.
 */
function remove(key: usize, leaf: usize, slot: usize): i32 {
  const lone = depth == 0 ? 0 : loneLeaf(recordOf(load<u32>(pathSlot(depth - 1))), slot);
  let top = depth;
  if (lone != 0) {
    top = depth - 1;
    while (top > 0 && isOnlyChild(recordOf(load<u32>(pathSlot(top - 1))))) top--;
    if (top > 0 && !reserveSmaller(recordOf(load<u32>(pathSlot(top - 1))), depth - 1 - top)) return FULL;
  }
  copyWord(leaf + LEAF_VALUE, REPLACED);
  forgetLeafHash(leaf);
  giveLeaf(leaf);
  if (lone == 0) {
    store<u32>(slot, 0);
  } else {
    for (let level = depth; level > top; level--)
      giveNode(recordOf(load<u32>(pathSlot(level - 1))), level == depth ? 0 : 1);
    depth = top;
    if (top == 0) store<u32>(ROOT, lone);
    else replaceChild(pathSlot(top - 1), digitOf(key, top - 1), lone);
  }
  markPath();
  return CHANGED;
}

/** The reference of the only child that an inner node has beside the one at `slot`, if that is a leaf, else 0. */
function loneLeaf(node: usize, slot: usize): u32 {
  let only: u32 = 0;
  for (let digit: usize = 0; digit < 4; digit++) {
    const child = load<u32>(childSlot(node, digit));
    if (child == 0 || childSlot(node, digit) == slot) continue;
    if (only != 0 || !isLeaf(child)) return 0;
    only = child;
  }
  return only;
}

/** Whether an inner node has one child. */
function isOnlyChild(node: usize): bool {
  let children = 0;
  for (let digit: usize = 0; digit < 4; digit++) children += i32(load<u32>(childSlot(node, digit)) != 0);
  return children == 1;
}

/**
 * Makes sure that the inner node at `node` can lose a child that is an inner node, after the removal has given back one
 * node of the smallest size and `unary` nodes of the next.
 */
function reserveSmaller(node: usize, unary: usize): bool {
  const inners = innersBelow(node, 4) - 1;
  if (inners == 0 || (inners == 1 && unary > 0)) return true;
  const room = takeNode(inners);
  if (room == 0) return false;
  giveNode(room, inners);
  return true;
}

/**
 * Makes `child` the child `digit` of the inner node that the reference at `above` names, which gains or loses a child
 * that is an inner node by it and therefore moves. Room is given back before it is taken. False when memory is full:
 * then the node is as it was.
 */
function replaceChild(above: usize, digit: usize, child: u32): bool {
  const reference = load<u32>(above);
  const node = recordOf(reference);
  const before = innersBelow(node, 4);
  const rank = innersBelow(node, digit);
  const isGrowing = !isInner(load<u32>(childSlot(node, digit)));
  const after = isGrowing ? before + 1 : before - 1;
  memory.copy(MOVED, node, nodeSize(before));
  giveNode(node, before);
  const moved = takeNode(after);
  if (moved == 0) {
    // It was given back just now, and nothing else has been taken.
    memory.copy(takeNode(before), MOVED, nodeSize(before));
    return false;
  }
  const behind = isGrowing ? rank : rank + 1;
  memory.copy(moved, MOVED, nodeSize(rank));
  memory.copy(
    hashesOf(moved) + ((isGrowing ? rank + 1 : rank) << 5),
    hashesOf(MOVED) + (behind << 5),
    (before - behind) << 5,
  );
  store<u32>(childSlot(moved, digit), child);
  store<u32>(above, (<u32>moved) | (reference & DIRTY));
  return true;
}
