// Hashes that are wanted soon but not at once. One waits until another comes, and both are computed together, which
// takes less than twice as long as one: see hash/keccakPair.ts.
import { BLOCK_SIZE, keccakBlock } from "../../hash/keccak";
import { keccakPair, padBlock } from "../../hash/keccakPair";
import { copyWord } from "./words";

/** The padded block that waits, 0 if there is none, where its hash goes, and where its copy goes. */
let waiting: usize = 0;
let waitingTo: usize = 0;
let waitingCopy: usize = 0;

/** Pads the two blocks at `blocks` for messages of `size` bytes. */
export function padBlocks(blocks: usize, size: usize): void {
  padBlock(blocks, size);
  padBlock(blocks + BLOCK_SIZE, size);
}

/** That of the two blocks at `blocks` which does not wait. */
export function freeBlock(blocks: usize): usize {
  return waiting == blocks ? blocks + BLOCK_SIZE : blocks;
}

/**
 * Writes keccak256 of the padded block to the 32 bytes at `to` and, if that is not 0, at `copy`: when the next one comes
 * or `finishHashes` is called. Until then the block stays as it is. `to` is this hash's alone; a place in a table, which
 * two that wait may share, is a `copy`: the later one stays there.
 */
export function hashSoon(block: usize, to: usize, copy: usize): void {
  if (waiting == 0) {
    waiting = block;
    waitingTo = to;
    waitingCopy = copy;
    return;
  }
  keccakPair(waiting, block, 1, waitingTo, to);
  if (waitingCopy != 0) copyWord(waitingTo, waitingCopy);
  if (copy != 0) copyWord(to, copy);
  waiting = 0;
}

/** Writes the hash that waits, if there is one. */
export function finishHashes(): void {
  if (waiting == 0) return;
  keccakBlock(waiting, waitingTo);
  if (waitingCopy != 0) copyWord(waitingTo, waitingCopy);
  waiting = 0;
}
