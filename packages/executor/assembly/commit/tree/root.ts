// The root: hashes every dirty inner node once, children before parents. The dirty nodes of a subtree are listed level by
// level and hashed from the list's end, so that those on the same level are hashed in pairs.
import { BLOCK_SIZE } from "../../hash/keccak";
import { padBlock } from "../../hash/keccakPair";
import { takeRegion } from "../heap";
import { finishHashes, hashSoon } from "./hashQueue";
import { writeLeafHash } from "./leafHash";
import {
  childSlot,
  DIRTY,
  hashesOf,
  innersBelow,
  isInner,
  isLeaf,
  recordOf,
  ROOT,
  ROOT_HASH,
} from "./records";
import { clearWord, copyWord, digitOf } from "./words";

/** Entry of the list: u32 address of the reference to a dirty inner node, u32 where its hash goes. */
const ENTRY: usize = 8;
/** Entries that are shared out; then one for every level that a subtree's nodes may still lie on. */
const CAPACITY: usize = 4096;
const LEVELS: usize = 128;
let list: usize = 0;

/** Inner nodes whose children are gathered before the first of them is hashed. */
const GROUP: usize = 16;
/** What they are hashed from, with its padding: the hashes of four children each. */
const PREIMAGE_SIZE: usize = 128;
const BLOCKS = memory.data(GROUP * BLOCK_SIZE, 16);

/** Inner nodes hashed so far. */
let hashed: u32 = 0;

export function hashedCount(): u32 {
  return hashed;
}

/** Makes room for the list; false when memory is full. The heap has been reset. */
export function resetRoot(): bool {
  list = takeRegion((CAPACITY + LEVELS) * ENTRY);
  for (let block: usize = 0; block < GROUP; block++) padBlock(BLOCKS + block * BLOCK_SIZE, PREIMAGE_SIZE);
  return list != 0;
}

/** Brings every hash up to date. */
export function hashTree(): void {
  if ((load<u32>(ROOT) & DIRTY) != 0) hashSubtree(ROOT, ROOT_HASH, list);
}

/** Brings the hashes up to date in the subtree on `level` that the key at `key` lies in. */
export function hashBelow(key: usize, level: usize): void {
  let slot = ROOT;
  let to = ROOT_HASH;
  for (let above: usize = 0; above < level; above++) {
    const reference = load<u32>(slot);
    if (!isInner(reference)) return;
    const node = recordOf(reference);
    const digit = digitOf(key, above);
    to = hashesOf(node) + (innersBelow(node, digit) << 5);
    slot = childSlot(node, digit);
  }
  const reference = load<u32>(slot);
  if (isInner(reference) && (reference & DIRTY) != 0) hashSubtree(slot, to, list);
}

/** Writes the root, 32 bytes, to `to`. */
export function writeRoot(to: usize): void {
  hashTree();
  writeHash(load<u32>(ROOT), ROOT_HASH, to);
  finishHashes();
}

/** Writes the hash of child `digit` of an inner node whose hashes are up to date: zero for an empty child. */
export function writeChildHash(node: usize, digit: usize, to: usize): void {
  writeHash(load<u32>(childSlot(node, digit)), hashesOf(node) + (innersBelow(node, digit) << 5), to);
  finishHashes();
}

/**
 * Writes the hash of what a reference names, a leaf's at the latest when `finishHashes` is called; `inner` is where it
 * stands if that is an inner node.
 */
function writeHash(reference: u32, inner: usize, to: usize): void {
  if (reference == 0) clearWord(to);
  else if (isLeaf(reference)) writeLeafHash(recordOf(reference), to);
  else copyWord(inner, to);
}

/**
 * Hashes the dirty inner node that the reference at `slot` names to `to`, and the dirty ones below it. Its list begins
 * at `first` and takes half of what is left of the room; a node that does not fit is hashed at once, with its subtree.
 * Recursion ends after 128 levels, and without room each call lists its own node alone.
 */
function hashSubtree(slot: usize, to: usize, first: usize): void {
  listNode(first, slot, to);
  let end = first + ENTRY;
  const room = list + CAPACITY * ENTRY;
  const limit = end < room ? end + (((room - end) >> 1) & ~(ENTRY - 1)) : end;
  for (let at = first; at < end; at += ENTRY) {
    const node = listedNode(at);
    let hash = hashesOf(node);
    for (let child = childSlot(node, 0); child < childSlot(node, 4); child += 4) {
      const below = load<u32>(child);
      if (!isInner(below)) continue;
      if ((below & DIRTY) != 0) {
        if (end < limit) {
          listNode(end, child, hash);
          end += ENTRY;
        } else hashSubtree(child, hash, end);
      }
      hash += 32;
    }
  }
  while (end > first) end = hashGroup(groupStart(first, end), end);
}

function listNode(at: usize, slot: usize, to: usize): void {
  store<u32>(at, <u32>slot);
  store<u32>(at, <u32>to, 4);
}

/** Address of the inner node that an entry is about. */
function listedNode(at: usize): usize {
  return recordOf(load<u32>(<usize>load<u32>(at)));
}

/**
 * The first of those entries before `end`, GROUP at most, of which none is above another. It is enough to look for the
 * parent of the last, because parents are listed in the order of their children. A parent's references are its first 16
 * bytes, so the address of one of them names it.
 */
function groupStart(first: usize, end: usize): usize {
  let start = end - ENTRY;
  const parent = recordOf(load<u32>(start));
  const least = max(first, end - GROUP * ENTRY);
  while (start > least && listedNode(start - ENTRY) != parent) start -= ENTRY;
  return start;
}

/** Hashes the nodes listed in `start` … `end`, whose dirty children are hashed. Returns `start`. */
function hashGroup(start: usize, end: usize): usize {
  let block = BLOCKS;
  for (let at = start; at < end; at += ENTRY, block += BLOCK_SIZE) gather(listedNode(at), block);
  finishHashes();
  block = BLOCKS;
  for (let at = start; at < end; at += ENTRY, block += BLOCK_SIZE) {
    hashSoon(block, <usize>load<u32>(at, 4), 0);
    const slot = <usize>load<u32>(at);
    store<u32>(slot, load<u32>(slot) & ~DIRTY);
    hashed++;
  }
  finishHashes();
  return start;
}

/** Writes the hashes of an inner node's four children to `to`. */
function gather(node: usize, to: usize): void {
  let hash = hashesOf(node);
  for (let child = childSlot(node, 0); child < childSlot(node, 4); child += 4, to += 32) {
    const below = load<u32>(child);
    writeHash(below, hash, to);
    hash += (<usize>isInner(below)) << 5;
  }
}
