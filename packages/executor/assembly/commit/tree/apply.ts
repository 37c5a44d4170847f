// Change records into the tree. A call applies all of its records or none: what a change replaced is noted in its consumed
// record, and taken back in reverse when memory ends. Taking back never needs memory that was not there before, because
// the tree's shape depends on its leaves alone.
import { giveRegion, takeRegion } from "../heap";
import {
  beginBatch,
  beginBuckets,
  BUCKET_LEVEL,
  BUCKETS,
  bucketStart,
  changeAt,
  countChange,
  GROUP,
  placeInBucket,
  putChange,
  resetBatch,
  walkAhead,
} from "./batch";
import { CHANGE_KEY, CHANGE_VALUE, changesLeaf, KIND_END, prepareChange, recordSize } from "./changes";
import { CHANGED, FULL, REPLACED, setLeaf } from "./edit";
import { finishHashes } from "./hashQueue";
import { hashBelow, writeRoot } from "./root";
import { copyWord } from "./words";

/** Results of `apply`. */
export const APPLIED: i32 = 0;
export const CAPACITY_EXCEEDED: i32 = 1;
export const RECORD_INVALID: i32 = 2;

/** A change that was made: the one before it. Its value has become the one it replaced. */
const UNDO_PREVIOUS: usize = 4;

/** Where the caller puts records, and room for how many bytes at least. */
const INPUT_LEAST: usize = 65536;
let input: usize = 0;
let inputCapacity: usize = 0;

/** Roots after each transaction of the last call, 32 bytes each. */
let roots: usize = 0;
let rootsCapacity: usize = 0;
let rootsSize: usize = 0;

/** The last record that changed a leaf in this call. */
let lastUndo: usize = 0;

/** Forgets the buffers; the heap has been reset. */
export function resetApply(): void {
  input = 0;
  inputCapacity = 0;
  roots = 0;
  rootsCapacity = 0;
  rootsSize = 0;
  resetBatch();
}

/** A place for `size` bytes of records, valid until the next call; 0 when memory is full. */
export function inputFor(size: usize): usize {
  const wanted = max<usize>(size, INPUT_LEAST);
  if (wanted > inputCapacity) {
    giveRegion(input, inputCapacity);
    input = takeRegion(wanted);
    inputCapacity = input == 0 ? 0 : wanted;
  }
  return input;
}

export function rootsAddress(): usize {
  return roots;
}

/** Number of transactions that the last call ended. */
export function rootsCount(): u32 {
  return <u32>(rootsSize >> 5);
}

/** What a call has beside its records: how many change a leaf, and how many end a transaction. */
let changes: usize = 0;
let ends: usize = 0;

/**
 * Applies the records in the `size` bytes at `from`, which it overwrites. `wantsRoot`: whether the root will be asked for
 * next; then what changed is hashed at once, while it is in the processor's caches.
 */
export function apply(from: usize, size: usize, wantsRoot: bool): i32 {
  rootsSize = 0;
  lastUndo = 0;
  const end = from + size;
  if (!prepare(from, end)) return RECORD_INVALID;
  if (!beginBatch(changes)) return CAPACITY_EXCEEDED;
  if (ends == 0 ? applySorted(from, end, wantsRoot) : applyInOrder(from, end)) return APPLIED;
  undo();
  rootsSize = 0;
  return CAPACITY_EXCEEDED;
}

/** Prepares and counts every record; false when one is malformed. */
function prepare(from: usize, end: usize): bool {
  changes = 0;
  ends = 0;
  let at = from;
  while (at < end) {
    const whole = recordSize(at, end - at);
    if (whole == 0) break;
    if (changesLeaf(at)) {
      prepareChange(at);
      changes++;
    } else if (load<u32>(at) == KIND_END) ends++;
    at += whole;
  }
  finishHashes();
  return at == end;
}

/** Applies prepared records subtree by subtree; false when memory is full. */
function applySorted(from: usize, end: usize, wantsRoot: bool): bool {
  for (let at = from; at < end; at += recordSize(at, end - at)) if (changesLeaf(at)) countChange(at);
  beginBuckets();
  for (let at = from; at < end; at += recordSize(at, end - at)) if (changesLeaf(at)) placeInBucket(at);
  for (let bucket: usize = 0; bucket < BUCKETS; bucket++) {
    const first = bucketStart(bucket);
    const last = bucketStart(bucket + 1);
    for (let index = first; index < last; index++) {
      if ((index - first) % GROUP == 0) walkAhead(index, min(index + GROUP, last));
      if (!change(changeAt(index))) return false;
    }
    if (wantsRoot && first < last) hashBelow(changeAt(first) + CHANGE_KEY, BUCKET_LEVEL);
  }
  return true;
}

/** Applies prepared records in their order and notes the root at each end; false when memory is full. */
function applyInOrder(from: usize, end: usize): bool {
  let index: usize = 0;
  for (let at = from; at < end; at += recordSize(at, end - at)) if (changesLeaf(at)) putChange(index++, at);
  index = 0;
  for (let at = from; at < end; at += recordSize(at, end - at)) {
    if (changesLeaf(at)) {
      if (index % GROUP == 0) walkAhead(index, min(index + GROUP, changes));
      index++;
      if (!change(at)) return false;
    } else if (load<u32>(at) == KIND_END && !appendRoot()) return false;
  }
  return true;
}

/** Makes a prepared change and notes what it replaced; false when memory is full. */
function change(at: usize): bool {
  const result = setLeaf(at + CHANGE_KEY, at + CHANGE_VALUE);
  if (result == FULL) return false;
  if (result == CHANGED) {
    store<u32>(at, <u32>lastUndo, UNDO_PREVIOUS);
    copyWord(REPLACED, at + CHANGE_VALUE);
    lastUndo = at;
  }
  return true;
}

/** Takes back what this call has changed, last first. */
function undo(): void {
  for (let at = lastUndo; at != 0; at = <usize>load<u32>(at, UNDO_PREVIOUS)) {
    setLeaf(at + CHANGE_KEY, at + CHANGE_VALUE);
  }
}

/** Adds the present root to the list; false when memory is full. */
function appendRoot(): bool {
  if (rootsSize == rootsCapacity) {
    const capacity = max<usize>(4096, rootsCapacity << 1);
    const larger = takeRegion(capacity);
    if (larger == 0) return false;
    memory.copy(larger, roots, rootsSize);
    giveRegion(roots, rootsCapacity);
    roots = larger;
    rootsCapacity = capacity;
  }
  writeRoot(roots + rootsSize);
  rootsSize += 32;
  return true;
}
