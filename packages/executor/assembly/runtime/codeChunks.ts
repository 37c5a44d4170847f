// Memory for the bytes of codes: chunks of some 90 sizes, which come back when their code goes and are given out again.
// The eight bytes before a chunk hold its size and, while nobody has it, the next one of its size.
import { codeBytes, codeBytesEnd } from "./regions";

const HEADER: u32 = 8;
const SIZE: u32 = 8;
const NEXT: u32 = 4;
/** Sizes are four to each power of two: at most a quarter of a chunk is unused. */
const CLASSES: u32 = 128;
/** Chunks up to twice as large are taken rather than new memory. */
const REACH: u32 = 4;

/** The first free chunk of each size, 0 for none. */
const HEADS = memory.data(512, 16);

let top: u32 = 0;
let wasUsed: bool = false;

export function resetChunks(): void {
  top = codeBytes;
  memory.fill(HEADS, 0, 4 * CLASSES);
}

/** A size rounded up to one that chunks have. */
function rounded(size: u32): u32 {
  const least = max<u32>(size, 64);
  const step = (u32(1) << (31 - clz<u32>(least))) >> 2;
  return (least + step - 1) & ~(step - 1);
}

function classOf(size: u32): u32 {
  const exponent = 31 - clz<u32>(size);
  return (exponent << 2) + ((size >> (exponent - 2)) & 3);
}

/** A chunk of at least `wanted` bytes; 0 when there is no room. */
export function takeChunk(wanted: u64): u32 {
  if (wanted > u64(codeBytesEnd - codeBytes)) return 0;
  const size = rounded(u32(wanted));
  const first = classOf(size);
  for (let i = first; i <= first + REACH; i++) {
    const chunk = load<u32>(HEADS + (i << 2));
    if (chunk == 0) continue;
    store<u32>(HEADS + (i << 2), load<u32>(chunk - NEXT));
    wasUsed = true;
    return chunk;
  }
  wasUsed = false;
  if (u64(top) + HEADER + size > u64(codeBytesEnd)) return 0;
  const chunk = top + HEADER;
  store<u32>(chunk - SIZE, size);
  top = chunk + size;
  return chunk;
}

/** Whether the chunk taken last had been another code's. */
export function wasChunkUsed(): bool {
  return wasUsed;
}

/** Gives a chunk back. `isNewest`: it is the last of those that were cut, and is uncut. */
export function giveChunk(chunk: u32, isNewest: bool): void {
  if (isNewest) {
    top = chunk - HEADER;
    return;
  }
  const head = HEADS + (classOf(load<u32>(chunk - SIZE)) << 2);
  store<u32>(chunk - NEXT, load<u32>(head));
  store<u32>(head, chunk);
}
