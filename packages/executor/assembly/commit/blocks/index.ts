// What the host calls; see packages/executor/src/blocks/BlockSealer.ts.
import { giveRegion, resetHeap, takeRegion } from "../heap";
import { resetBlooms } from "./bloom";
import { countReceipts, longestReceipt, OUTPUT_BLOOMS, writeReceipts } from "./receipts";
import { stringSize, writeString } from "./rlp";
import { beginLeaf, beginTrie, endLeaf, endTrie, LEAF_OVERHEAD, REFERENCE_SIZE } from "./trie";

/** What the functions return instead of a count. */
const MALFORMED: i32 = -1;
const FULL: i32 = -2;

/** Regions that grow with the largest block: what the host writes, what it reads, and references with one leaf. */
let input: usize = 0;
let inputSize: usize = 0;
let output: usize = 0;
let outputSize: usize = 0;
let work: usize = 0;
let workSize: usize = 0;

/** Makes the memory, up to `pages` units of 64 KiB, this module's. Returns 0, or 1 when that holds not even its tables. */
export function sealInit(pages: u32): u32 {
  resetHeap((<usize>pages) << 16);
  input = output = work = 0;
  inputSize = outputSize = workSize = 0;
  return resetBlooms() ? 0 : 1;
}

/** Where the host writes `size` bytes of input; 0 when memory is full. */
export function sealInput(size: usize): usize {
  if (input != 0 && size <= inputSize) return input;
  if (input != 0) giveRegion(input, inputSize);
  inputSize = generous(size);
  input = takeRegion(inputSize);
  return input;
}

/** Where results are: a root, 32 bytes; for receipts then the block's bloom and each receipt's, 256 bytes each. */
export function sealOutput(): usize {
  return output;
}

/**
 * The root and blooms of the receipt records of one block, `size` bytes of input. Returns their number, -1 when a
 * record is malformed, -2 when memory is full.
 */
export function commitReceipts(size: usize): i32 {
  const count = countReceipts(input, input + size);
  if (count < 0) return MALFORMED;
  const references = <usize>count * REFERENCE_SIZE;
  if (!hasOutput(OUTPUT_BLOOMS + 256 * <usize>count)) return FULL;
  if (!hasWork(references + longestReceipt() + LEAF_OVERHEAD)) return FULL;
  writeReceipts(input, <u32>count, work, output);
  return count;
}

/**
 * The root of `count` byte strings. Input: u32 offsets of their beginnings and of the last one's end, counted from
 * where the offsets end; then the strings. Returns `count`, -1 when an offset is out of order, -2 when memory is full.
 */
export function orderedTrieRoot(count: u32, size: usize): i32 {
  const table = 4 * (<usize>count + 1);
  const longest = longestValue(count, size, table);
  if (longest < 0) return MALFORMED;
  const references = <usize>count * REFERENCE_SIZE;
  if (!hasOutput(32)) return FULL;
  if (!hasWork(references + <usize>longest + LEAF_OVERHEAD)) return FULL;
  const values = input + table;
  beginTrie(count, work);
  for (let index: u32 = 0; index < count; index++) {
    const offset = input + 4 * <usize>index;
    const from = values + <usize>load<u32>(offset);
    const length = <usize>load<u32>(offset, 4) - <usize>load<u32>(offset);
    const to = beginLeaf(index, stringSize(from, length));
    endLeaf(writeString(to, from, length), index);
  }
  endTrie(output);
  return <i32>count;
}

/** Size of the longest value of a table, or -1 when its offsets do not rise from 0 to the end of the input. */
function longestValue(count: u32, size: usize, table: usize): i32 {
  if (table > size || load<u32>(input) != 0) return -1;
  let longest: usize = 0;
  for (let index: u32 = 0; index < count; index++) {
    const offset = input + 4 * <usize>index;
    const start = <usize>load<u32>(offset);
    const end = <usize>load<u32>(offset, 4);
    if (end < start) return -1;
    if (end - start > longest) longest = end - start;
  }
  return <usize>load<u32>(input + 4 * <usize>count) == size - table ? <i32>longest : -1;
}

/** Half more than is asked for, so that regions seldom move while blocks grow. */
function generous(size: usize): usize {
  return size + (size >> 1);
}

function hasOutput(size: usize): bool {
  if (output != 0 && size <= outputSize) return true;
  if (output != 0) giveRegion(output, outputSize);
  outputSize = generous(size);
  output = takeRegion(outputSize);
  return output != 0;
}

function hasWork(size: usize): bool {
  if (work != 0 && size <= workSize) return true;
  if (work != 0) giveRegion(work, workSize);
  workSize = generous(size);
  work = takeRegion(workSize);
  return work != 0;
}
