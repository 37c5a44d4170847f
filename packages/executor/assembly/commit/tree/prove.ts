// Proofs, in the bytes of spec/state.md (TREE-14).
import { childSlot, isLeaf, LEAF_KEY, LEAF_VALUE, recordOf, ROOT } from "./records";
import { hashTree, writeChildHash } from "./root";
import { copyWord, digitOf, isEqualWord } from "./words";

/** How a path ends. */
const ENDS_EMPTY: u8 = 0;
const ENDS_OWN: u8 = 1;
const ENDS_OTHER: u8 = 2;
const ENDS_OWN_LONE_LEAF: u8 = 3;
const ENDS_OWN_LONE_NODE: u8 = 4;

/** Addresses of the inner nodes on the path, u32 each. */
const NODES = memory.data(4 * 128, 4);

/** Address behind the last byte written. */
let end: usize = 0;

/**
 * Writes the proof for a key to `to`, at most PROOF_LIMIT bytes, and returns its size. With `isRemoval`, a leaf whose
 * removal leaves its last inner node one child gets that child's preimage.
 */
export function writeProof(key: usize, to: usize, isRemoval: bool): usize {
  hashTree();
  let depth: usize = 0;
  let reference = load<u32>(ROOT);
  while (reference != 0 && !isLeaf(reference)) {
    const node = recordOf(reference);
    store<u32>(NODES + (depth << 2), <u32>node);
    reference = load<u32>(childSlot(node, digitOf(key, depth)));
    depth++;
  }
  store<u8>(to, <u8>depth);
  end = to + 2;
  writeBitmaps(key, depth);
  let ending = ENDS_EMPTY;
  if (reference != 0) {
    const leaf = recordOf(reference);
    const isOwn = isEqualWord(leaf + LEAF_KEY, key);
    ending = isOwn ? ENDS_OWN : ENDS_OTHER;
    if (!isOwn) append(leaf + LEAF_KEY);
    append(leaf + LEAF_VALUE);
    if (isOwn && isRemoval && depth > 0) ending = writeLone(key, depth);
  }
  store<u8>(to, ending, 1);
  for (let level = depth; level > 0; level--) writeSiblings(key, level - 1);
  return end - to;
}

function append(word: usize): void {
  copyWord(word, end);
  end += 32;
}

/** Bytes: one half a level, the higher half first; bit n says that child n is there and not on the path. */
function writeBitmaps(key: usize, depth: usize): void {
  const size = (depth + 1) >> 1;
  memory.fill(end, 0, size);
  for (let level: usize = 0; level < depth; level++) {
    const at = end + (level >> 1);
    const bits = siblingBits(key, level);
    store<u8>(at, load<u8>(at) | (<u8>((level & 1) == 0 ? bits << 4 : bits)));
  }
  end += size;
}

function siblingBits(key: usize, level: usize): u32 {
  const node = <usize>load<u32>(NODES + (level << 2));
  const own = digitOf(key, level);
  let bits: u32 = 0;
  for (let digit: usize = 0; digit < 4; digit++) {
    if (digit != own && load<u32>(childSlot(node, digit)) != 0) bits |= 1 << (<u32>digit);
  }
  return bits;
}

function writeSiblings(key: usize, level: usize): void {
  const node = <usize>load<u32>(NODES + (level << 2));
  const bits = siblingBits(key, level);
  for (let digit: usize = 0; digit < 4; digit++) {
    if ((bits & (1 << (<u32>digit))) == 0) continue;
    writeChildHash(node, digit, end);
    end += 32;
  }
}

/** The preimage of the only sibling of a leaf at `depth`, if it has one sibling only; returns the ending. */
function writeLone(key: usize, depth: usize): u8 {
  const bits = siblingBits(key, depth - 1);
  if (popcnt<u32>(bits) != 1) return ENDS_OWN;
  const parent = <usize>load<u32>(NODES + ((depth - 1) << 2));
  const sibling = load<u32>(childSlot(parent, <usize>ctz<u32>(bits)));
  const record = recordOf(sibling);
  if (isLeaf(sibling)) {
    append(record + LEAF_KEY);
    append(record + LEAF_VALUE);
    return ENDS_OWN_LONE_LEAF;
  }
  for (let digit: usize = 0; digit < 4; digit++) {
    writeChildHash(record, digit, end);
    end += 32;
  }
  return ENDS_OWN_LONE_NODE;
}
