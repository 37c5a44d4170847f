// The changes of one call, in an order that is kind to the processor's caches: by the subtree their leaves lie in, where no
// root is wanted in between. Walking down the tree waits for memory at almost every step, so the paths of a group of
// changes are walked at once, a level at a time, before the first of them is made: the waits then overlap.
import { giveRegion, takeRegion } from "../heap";
import { CHANGE_KEY } from "./changes";
import { touchLeafHash } from "./leafHash";
import { childSlot, isInner, isLeaf, recordOf, ROOT } from "./records";
import { digitOf } from "./words";

/** The subtrees on this level are the buckets of a batch. */
export const BUCKET_LEVEL: usize = 3;
export const BUCKETS: usize = 64;

/** Changes whose paths are walked at once: more than the processor can have waits for memory under way. */
export const GROUP: usize = 32;

/** u32 each: addresses of the batch's changes. */
let list: usize = 0;
let capacity: usize = 0;
const LEAST: usize = 4096;

/** u32 each: where a bucket begins in the list, and the end of the last. */
const STARTS = memory.data(260, 4);
/** u32 each: where the next change of a bucket goes. */
const NEXT = memory.data(256, 4);
/** u32 each: how far the paths of a group have been walked, and the last inner node of each. */
const REFERENCES = memory.data(128, 16);
const BOTTOMS = memory.data(128, 16);

/** What the walks ahead have read, kept so that no compiler leaves the reading out. */
let sink: u32 = 0;

/** Forgets the list; the heap has been reset. */
export function resetBatch(): void {
  list = 0;
  capacity = 0;
}

/** Empties the batch and makes room for `count` changes; false when memory is full. */
export function beginBatch(count: usize): bool {
  memory.fill(STARTS, 0, 260);
  if (count <= capacity) return true;
  giveRegion(list, capacity << 2);
  capacity = max(count + (count >> 1), LEAST);
  list = takeRegion(capacity << 2);
  if (list == 0) capacity = 0;
  return list != 0;
}

function bucketOf(change: usize): usize {
  return (<usize>load<u8>(change, CHANGE_KEY)) >> 2;
}

/** Counts a change that will be placed. */
export function countChange(change: usize): void {
  const at = STARTS + (bucketOf(change) << 2);
  store<u32>(at, load<u32>(at, 4) + 1, 4);
}

/** Says where the counted changes go: those of a bucket together, in their order. */
export function beginBuckets(): void {
  for (let at: usize = 0; at < BUCKETS << 2; at += 4) {
    const start = load<u32>(STARTS + at);
    store<u32>(NEXT + at, start);
    store<u32>(STARTS + at, load<u32>(STARTS + at, 4) + start, 4);
  }
}

/** Places a counted change in its bucket. */
export function placeInBucket(change: usize): void {
  const next = NEXT + (bucketOf(change) << 2);
  putChange(load<u32>(next), change);
  store<u32>(next, load<u32>(next) + 1);
}

/** Makes the change number `index` of the batch. */
export function putChange(index: usize, change: usize): void {
  store<u32>(list + (index << 2), <u32>change);
}

export function changeAt(index: usize): usize {
  return <usize>load<u32>(list + (index << 2));
}

/** The first change of a bucket, or the end of the last. */
export function bucketStart(bucket: usize): usize {
  return <usize>load<u32>(STARTS + (bucket << 2));
}

/** Brings what the changes `from` … before `to`, GROUP of them at most, will read into the processor's caches. */
export function walkAhead(from: usize, to: usize): void {
  const count = (to - from) << 2;
  const root = load<u32>(ROOT);
  for (let i: usize = 0; i < count; i += 4) {
    store<u32>(REFERENCES + i, root);
    store<u32>(BOTTOMS + i, 0);
  }
  const first = list + (from << 2);
  for (let level: usize = 0, isWalking = isInner(root); isWalking; level++) {
    isWalking = false;
    for (let i: usize = 0; i < count; i += 4) {
      const reference = load<u32>(REFERENCES + i);
      if (!isInner(reference)) continue;
      isWalking = true;
      const node = recordOf(reference);
      store<u32>(BOTTOMS + i, <u32>node);
      store<u32>(
        REFERENCES + i,
        load<u32>(childSlot(node, digitOf(<usize>load<u32>(first + i) + CHANGE_KEY, level))),
      );
    }
  }
  for (let i: usize = 0; i < count; i += 4) {
    const reference = load<u32>(REFERENCES + i);
    if (reference != 0) sink ^= load<u32>(recordOf(reference));
    const bottom = <usize>load<u32>(BOTTOMS + i);
    if (bottom != 0) touchChildren(bottom);
  }
}

/** The leaves below a path's last inner node are hashed with it. */
function touchChildren(node: usize): void {
  for (let child = childSlot(node, 0); child < childSlot(node, 4); child += 4) {
    const below = load<u32>(child);
    if (isLeaf(below)) sink ^= touchLeafHash(recordOf(below));
  }
}
