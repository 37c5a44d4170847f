// A frame's memory: its growth and price, the regions that instructions name, copies into it and hashes of it. Gas in, gas
// out: the gas left is passed through and comes back as -1 when the frame halts. Rules: spec/vm.md, VM-3 to VM-7.
import {
  CALL_KIND_CREATE2,
  FRAME_CODE_BYTES,
  FRAME_CODE_SIZE,
  FRAME_DATA,
  FRAME_DATA_SIZE,
  FRAME_MEMORY,
  FRAME_MEMORY_SIZE,
  FRAME_STATIC,
  RETURN_SIZE,
} from "../../src/vm/runtime/layout";
import { keccak256, keccak64 } from "../hash/keccak";
import { FAULT_MEMORY, raiseFault } from "./fault";
import { returnData } from "./frames";
import { isLearning, noteHash } from "./patterns";
import { memoriesEnd } from "./regions";
import { frameMemoryLimit, regionLimit } from "./rules";
import { INIT_CODE_LIMIT } from "./validity";
import { copyWord, saturate, setSmall, wordFromBytes } from "./word";

/** No offset or size beyond this can be paid for; it also keeps the sums below from overflowing. */
const ADDRESSABLE: u64 = 0xffffffff;

/** What is cleared by instructions rather than by a call of the engine, bytes. */
const FEW_BYTES: usize = 256;

/** The region resolved last. */
let lastOffset: u32 = 0;
let lastSize: u32 = 0;

/** Padded calldata or a digest, 32 bytes. */
const BYTES = memory.data(32, 16);

/** Where the memory of 64-byte hashes lies, and its number of entries less one; none until it is placed. */
let memo: usize = 0;
let memoMask: usize = 0;
/** One entry: 64 bytes of input, the digest as a word, u32 1 when used. */
const MEMO_ENTRY_BITS: usize = 7;
const MEMO_DIGEST: usize = 64;
const MEMO_USED: usize = 96;

/** Where the region resolved last begins in the frame's memory: 0 when its size is 0. */
export function regionOffset(): u32 {
  return lastOffset;
}

/** Size of the region resolved last, bytes. */
export function regionSize(): u32 {
  return lastSize;
}

/** Price of a memory of `words` words: 3 each, and a 512th of their square. */
function memoryPrice(words: u64): i64 {
  return <i64>(3 * words + ((words * words) >> 9));
}

/**
 * Writes zeros to `size` bytes, a multiple of 32. Memory grows by a word or a few as a rule, and `memory.fill` leaves
 * WebAssembly, which takes longer than these.
 */
function clearBytes(from: usize, size: usize): void {
  if (size > FEW_BYTES) {
    memory.fill(from, 0, size);
    return;
  }
  for (const end = from + size; from < end; from += 32) {
    v128.store(from, i64x2.splat(0));
    v128.store(from, i64x2.splat(0), 16);
  }
}

/** Grows the frame's memory, zeroed, until it holds `end` bytes. */
export function expandMemory(f: u32, end: u64, gas: i64): i64 {
  const size = <u64>load<u32>(f, FRAME_MEMORY_SIZE);
  if (end <= size) return gas;
  if (end > frameMemoryLimit || end > ADDRESSABLE) return -1;
  const words = (end + 31) >> 5;
  const left = gas - memoryPrice(words) + memoryPrice(size >> 5);
  if (left < 0) return -1;
  const from = <u64>load<u32>(f, FRAME_MEMORY);
  const top = from + (words << 5);
  if (top > <u64>memoriesEnd) {
    // What the chain's bounds allow fits; under Ethereum's rules this is a limit of the machine.
    raiseFault(FAULT_MEMORY);
    return -1;
  }
  clearBytes(<usize>(from + size), <usize>((words << 5) - size));
  store<u32>(f, <u32>(words << 5), FRAME_MEMORY_SIZE);
  return left;
}

/**
 * Resolves a region of the frame's memory named by two words and grows the memory to hold it; regionOffset() and
 * regionSize() tell it. An empty region grows nothing, wherever it lies. A bounded region halts beyond the rules' limit.
 */
export function region(f: u32, offsetWord: usize, sizeWord: usize, bounded: i32, gas: i64): i64 {
  const size = saturate(sizeWord);
  lastSize = <u32>size;
  if (size == 0) {
    lastOffset = 0;
    return gas;
  }
  const offset = saturate(offsetWord);
  lastOffset = <u32>offset;
  if (size > ADDRESSABLE || offset > ADDRESSABLE || (bounded != 0 && size > regionLimit)) return -1;
  return expandMemory(f, offset + size, gas);
}

/** Grows the frame's memory to hold `size` bytes, few and constant, at the offset: what MLOAD and MSTORE reach. */
export function touchMemory(f: u32, offsetWord: usize, size: u64, gas: i64): i64 {
  const offset = saturate(offsetWord);
  return offset > ADDRESSABLE ? -1 : expandMemory(f, offset + size, gas);
}

/** `price` for each word begun of `size` bytes. */
function chargeWords(size: u32, price: i64, gas: i64): i64 {
  const left = gas - price * <i64>((<u64>size + 31) >> 5);
  return left < 0 ? -1 : left;
}

/** out = the 32 bytes of calldata from the offset on, zeros beyond its end. */
export function callDataLoad(f: u32, offsetWord: usize, out: usize): void {
  const offset = saturate(offsetWord);
  const size = <u64>load<u32>(f, FRAME_DATA_SIZE);
  if (offset >= size) {
    setSmall(out, 0);
    return;
  }
  const from = <usize>load<u32>(f, FRAME_DATA) + <usize>offset;
  const present = size - offset;
  if (present >= 32) {
    wordFromBytes(from, out);
    return;
  }
  memory.fill(BYTES, 0, 32);
  memory.copy(BYTES, from, <usize>present);
  wordFromBytes(BYTES, out);
}

/** Copies `size` bytes from `offset` of the `sourceSize` bytes at `source` to `to`, zeros beyond their end. */
export function copyPadded(source: usize, sourceSize: u32, offset: u64, to: usize, size: u32): void {
  const present = offset < <u64>sourceSize ? <u64>sourceSize - offset : 0;
  const copied = present < <u64>size ? <u32>present : size;
  if (copied != 0) memory.copy(to, source + <usize>offset, copied);
  if (copied != size) memory.fill(to + copied, 0, size - copied);
}

/** Resolves and pays for a copy's destination: 3 per word besides the growth. */
function copyRegion(f: u32, destinationWord: usize, sizeWord: usize, gas: i64): i64 {
  const left = region(f, destinationWord, sizeWord, 1, gas);
  return left < 0 ? left : chargeWords(lastSize, 3, left);
}

/** CALLDATACOPY. */
export function callDataCopy(
  f: u32,
  destinationWord: usize,
  sourceWord: usize,
  sizeWord: usize,
  gas: i64,
): i64 {
  const left = copyRegion(f, destinationWord, sizeWord, gas);
  if (left < 0 || lastSize == 0) return left;
  const to = load<u32>(f, FRAME_MEMORY) + lastOffset;
  copyPadded(load<u32>(f, FRAME_DATA), load<u32>(f, FRAME_DATA_SIZE), saturate(sourceWord), to, lastSize);
  return left;
}

/** CODECOPY. */
export function codeCopy(f: u32, destinationWord: usize, sourceWord: usize, sizeWord: usize, gas: i64): i64 {
  const left = copyRegion(f, destinationWord, sizeWord, gas);
  if (left < 0 || lastSize == 0) return left;
  const to = load<u32>(f, FRAME_MEMORY) + lastOffset;
  copyPadded(
    load<u32>(f, FRAME_CODE_BYTES),
    load<u32>(f, FRAME_CODE_SIZE),
    saturate(sourceWord),
    to,
    lastSize,
  );
  return left;
}

/** RETURNDATACOPY: halts when it reaches beyond the return data, even for nothing. */
export function returnDataCopy(
  f: u32,
  destinationWord: usize,
  sourceWord: usize,
  sizeWord: usize,
  gas: i64,
): i64 {
  const source = saturate(sourceWord);
  const size = saturate(sizeWord);
  const present = <u64>load<u32>(RETURN_SIZE);
  if (source > present || size > present - source) return -1;
  const left = copyRegion(f, destinationWord, sizeWord, gas);
  if (left < 0 || lastSize == 0) return left;
  memory.copy(load<u32>(f, FRAME_MEMORY) + lastOffset, returnData() + <u32>source, lastSize);
  return left;
}

/** MCOPY: the memory grows to hold both regions, which may overlap. */
export function memoryCopy(
  f: u32,
  destinationWord: usize,
  sourceWord: usize,
  sizeWord: usize,
  gas: i64,
): i64 {
  let left = region(f, sourceWord, sizeWord, 1, gas);
  if (left < 0) return left;
  const source = lastOffset;
  left = copyRegion(f, destinationWord, sizeWord, left);
  if (left < 0 || lastSize == 0) return left;
  const from = load<u32>(f, FRAME_MEMORY);
  memory.copy(from + lastOffset, from + source, lastSize);
  return left;
}

/** KECCAK256: 6 per word besides the growth. */
export function hashMemory(f: u32, offsetWord: usize, sizeWord: usize, out: usize, gas: i64): i64 {
  let left = region(f, offsetWord, sizeWord, 1, gas);
  if (left < 0) return left;
  left = chargeWords(lastSize, 6, left);
  if (left < 0) return left;
  hashBytes(load<u32>(f, FRAME_MEMORY) + lastOffset, lastSize, out);
  return left;
}

/**
 * Gives the memory of 64-byte hashes its place: `entries` (a power of two) of 128 bytes each, zeroed, at `at`, a multiple
 * of 128. The slots of mappings are such hashes and come again and again.
 */
export function placeHashMemo(at: u32, entries: u32): void {
  memo = at;
  memoMask = entries - 1;
}

/** out = keccak256 of the bytes, as a word. */
export function hashBytes(from: u32, size: u32, out: usize): void {
  if (size == 64 && memo != 0) {
    rememberedHash(from, out);
    if (isLearning) noteHash(from, out);
    return;
  }
  keccak256(from, size, BYTES);
  wordFromBytes(BYTES, out);
}

/** keccak256 of 64 bytes, looked up first. An entry is overwritten by the next input that falls on it. */
export function rememberedHash(from: usize, out: usize): void {
  const a = load<u64>(from, 24) ^ rotl<u64>(load<u64>(from, 56), 23) ^ rotl<u64>(load<u64>(from, 16), 41);
  const b = load<u64>(from, 32) ^ rotl<u64>(load<u64>(from, 48), 13) ^ rotl<u64>(load<u64>(from), 31);
  const mixed = a ^ rotl<u64>(b, 17) ^ load<u64>(from, 40) ^ load<u64>(from, 8);
  // Folded, because a product passes nothing down: keys that count up differ in the last bytes, the highest here.
  const c = (mixed ^ (mixed >> 32)) * 0x9e3779b97f4a7c15;
  const entry = memo + (((<usize>(c >> 40)) & memoMask) << MEMO_ENTRY_BITS);
  const low = v128.or(
    v128.xor(v128.load(entry), v128.load(from)),
    v128.xor(v128.load(entry, 16), v128.load(from, 16)),
  );
  const high = v128.or(
    v128.xor(v128.load(entry, 32), v128.load(from, 32)),
    v128.xor(v128.load(entry, 48), v128.load(from, 48)),
  );
  if (load<u32>(entry, MEMO_USED) == 0 || v128.any_true(v128.or(low, high))) {
    memory.copy(entry, from, 64);
    keccak64(from, BYTES);
    wordFromBytes(BYTES, entry + MEMO_DIGEST);
    store<u32>(entry, 1, MEMO_USED);
  }
  copyWord(entry + MEMO_DIGEST, out);
}

/**
 * What CREATE and CREATE2 ask before the callee begins, beyond their constant price: no static frame, no init code beyond
 * EIP-3860's limit, 2 per word of it, and 6 more per word to hash it for CREATE2.
 */
export function createGas(f: u32, kind: u32, size: u32, gas: i64): i64 {
  if (load<u32>(f, FRAME_STATIC) != 0 || size > INIT_CODE_LIMIT) return -1;
  return chargeWords(size, kind == CALL_KIND_CREATE2 ? 8 : 2, gas);
}
