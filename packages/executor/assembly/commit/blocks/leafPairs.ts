// Hashes of a trie's leaves. A leaf waits until another of as many blocks comes, and both are hashed together, which takes
// less than twice as long as one: see hash/keccakPair.ts.
import { BLOCK_SIZE, keccak256 } from "../../hash/keccak";
import { keccakPair, padBlock } from "../../hash/keccakPair";

/** Larger leaves are hashed alone, where their caller puts them. */
const MOST_BLOCKS: usize = 8;
/** Room for two leaves of every number of blocks, the smallest first. */
const ROOMS = memory.data(9792, 16);

/** For every number of blocks: u32 address of the leaf that waits, 0 if none; u32 its size; u32 where its hash goes. */
const WAITING = memory.data(96, 4);
const WAITING_SIZE: usize = 12;
const SIZE: usize = 4;
const TO: usize = 8;

/** Blocks of a message of `size` bytes with its padding. */
function blocksOf(size: usize): usize {
  return size / BLOCK_SIZE + 1;
}

function waitingOf(blocks: usize): usize {
  return WAITING + (blocks - 1) * WAITING_SIZE;
}

/** Where a leaf of `size` bytes is to be written; `large`: where if it is to be hashed alone. */
export function leafRoom(size: usize, large: usize): usize {
  const blocks = blocksOf(size);
  if (blocks > MOST_BLOCKS) return large;
  const room = ROOMS + blocks * (blocks - 1) * BLOCK_SIZE;
  return <usize>load<u32>(waitingOf(blocks)) == room ? room + blocks * BLOCK_SIZE : room;
}

/** Writes the hash of the leaf of `size` bytes at `leaf` to `to`, at the latest when `finishLeaves` is called. */
export function hashLeaf(leaf: usize, size: usize, to: usize): void {
  const blocks = blocksOf(size);
  if (blocks > MOST_BLOCKS) {
    keccak256(leaf, size, to);
    return;
  }
  const waiting = waitingOf(blocks);
  const other = <usize>load<u32>(waiting);
  const before = (blocks - 1) * BLOCK_SIZE;
  padBlock(leaf + before, size - before);
  if (other == 0) {
    store<u32>(waiting, <u32>leaf);
    store<u32>(waiting, <u32>size, SIZE);
    store<u32>(waiting, <u32>to, TO);
    return;
  }
  keccakPair(other, leaf, blocks, <usize>load<u32>(waiting, TO), to);
  store<u32>(waiting, 0);
}

/** Hashes the leaves that wait. */
export function finishLeaves(): void {
  for (let waiting = WAITING; waiting < WAITING + MOST_BLOCKS * WAITING_SIZE; waiting += WAITING_SIZE) {
    const leaf = <usize>load<u32>(waiting);
    if (leaf != 0) keccak256(leaf, <usize>load<u32>(waiting, SIZE), <usize>load<u32>(waiting, TO));
    store<u32>(waiting, 0);
  }
}
