// The root: hashes every dirty inner node once, children before parents.
import { keccak128 } from "../../hash/keccak";
import { leafHash } from "./leafHash";
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

/** The four children of the node that is being hashed. */
const CHILDREN = memory.data(128, 16);

/** Inner nodes hashed so far. */
let hashed: u32 = 0;

export function hashedCount(): u32 {
  return hashed;
}

/** Brings every hash up to date. */
export function hashTree(): void {
  if ((load<u32>(ROOT) & DIRTY) != 0) hashNode(ROOT, ROOT_HASH);
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
  if (isInner(reference) && (reference & DIRTY) != 0) hashNode(slot, to);
}

/** Writes the root, 32 bytes, to `to`. */
export function writeRoot(to: usize): void {
  hashTree();
  writeHash(load<u32>(ROOT), ROOT_HASH, to);
}

/** Writes the hash of child `digit` of an inner node whose hashes are up to date: zero for an empty child. */
export function writeChildHash(node: usize, digit: usize, to: usize): void {
  writeHash(load<u32>(childSlot(node, digit)), hashesOf(node) + (innersBelow(node, digit) << 5), to);
}

/** Writes the hash of what a reference names; `inner` is where it stands if that is an inner node. */
function writeHash(reference: u32, inner: usize, to: usize): void {
  if (reference == 0) clearWord(to);
  else copyWord(isLeaf(reference) ? leafHash(recordOf(reference)) : inner, to);
}

/**
 * Hashes the dirty inner node that the reference at `slot` names to `to`, after the dirty ones below it. Recursion ends
 * after 128 levels.
 */
function hashNode(slot: usize, to: usize): void {
  const reference = load<u32>(slot);
  const node = recordOf(reference);
  let hash = hashesOf(node);
  for (let child = childSlot(node, 0); child < childSlot(node, 4); child += 4) {
    const below = load<u32>(child);
    if (!isInner(below)) continue;
    if ((below & DIRTY) != 0) hashNode(child, hash);
    hash += 32;
  }
  hash = hashesOf(node);
  let word = CHILDREN;
  for (let child = childSlot(node, 0); child < childSlot(node, 4); child += 4, word += 32) {
    const below = load<u32>(child);
    writeHash(below, hash, word);
    hash += (<usize>isInner(below)) << 5;
  }
  keccak128(CHILDREN, to);
  hashed++;
  store<u32>(slot, reference & ~DIRTY);
}
