// Hashes of leaves. A leaf's record does not hold its hash; the hashes used last are kept in a table of fixed size, so
// that the unchanged neighbours of busy leaves cost no permutation.
import { BLOCK_SIZE } from "../../hash/keccak";
import { takeRegion } from "../heap";
import { freeBlock, hashSoon, padBlocks } from "./hashQueue";
import { LEAF_KEY, LEAF_VALUE } from "./records";
import { copyWord } from "./words";

/** Entries of the table, a power of two. */
const ENTRIES: usize = 1 << 17;

/** 0x00 ‖ key ‖ value hash. */
const PREIMAGE_SIZE: usize = 65;
const BLOCKS = memory.data(BLOCK_SIZE << 1, 16);

/** u32 each: address of the leaf whose hash the entry holds. */
let owners: usize = 0;
/** 32 bytes each. */
let hashes: usize = 0;

/** Sets up the table; false when memory is full. The heap has been reset. */
export function resetLeafHashes(): bool {
  owners = takeRegion(ENTRIES << 2);
  hashes = takeRegion(ENTRIES << 5);
  if (owners == 0 || hashes == 0) return false;
  memory.fill(owners, 0, ENTRIES << 2);
  padBlocks(BLOCKS, PREIMAGE_SIZE);
  return true;
}

/** Leaves are 64 bytes, so neighbours in memory have neighbouring entries. */
function entryOf(leaf: usize): usize {
  return (leaf >> 6) & (ENTRIES - 1);
}

/** The hash of a leaf is out of date. */
export function forgetLeafHash(leaf: usize): void {
  const owner = owners + (entryOf(leaf) << 2);
  if (load<u32>(owner) == <u32>leaf) store<u32>(owner, 0);
}

/** Reads what `writeLeafHash` will read, in no order: the table's entry, and the leaf when its hash is not there. */
export function touchLeafHash(leaf: usize): u32 {
  const entry = entryOf(leaf);
  const owner = load<u32>(owners + (entry << 2));
  return owner ^ load<u32>(hashes + (entry << 5)) ^ (owner == <u32>leaf ? 0 : load<u32>(leaf));
}

/**
 * Writes the hash of a leaf to `to`, at the latest when `finishHashes` is called: before that the table may lack it
 * although it names the leaf, so that nobody may ask for the same leaf again.
 */
export function writeLeafHash(leaf: usize, to: usize): void {
  const entry = entryOf(leaf);
  const owner = owners + (entry << 2);
  const hash = hashes + (entry << 5);
  if (load<u32>(owner) == <u32>leaf) {
    copyWord(hash, to);
    return;
  }
  const block = freeBlock(BLOCKS);
  copyWord(leaf + LEAF_KEY, block + 1);
  copyWord(leaf + LEAF_VALUE, block + 33);
  store<u32>(owner, <u32>leaf);
  hashSoon(block, to, hash);
}
