// Logs blooms: 2,048 bits, three of them set for every address and topic. Source: Yellow Paper, 4.4.1, M3:2048.
import { keccak256 } from "../../hash/keccak";
import { takeRegion } from "../heap";

/** Size of a bloom in bytes. */
export const BLOOM_SIZE: usize = 256;

/**
 * The bits of items seen lately, one item a place: the item as four u64 (what it lacks of 32 bytes is zero), its three
 * bit numbers as u16 in one u64, u64 size of the item. Tokens name the same contracts, events and holders again and
 * again, and a lookup costs a tenth of a hash.
 */
const ENTRY_SIZE: usize = 48;
/** Places as a power of two. */
const PLACE_BITS: u64 = 13;
const CACHE_SIZE: usize = ENTRY_SIZE << 13;

/** Room for one hash. */
const HASH = memory.data(32, 8);

let cache: usize = 0;

/** Takes the memory of the cache, and empties it. Returns false when memory is full. */
export function resetBlooms(): bool {
  cache = takeRegion(CACHE_SIZE);
  if (cache == 0) return false;
  memory.fill(cache, 0, CACHE_SIZE);
  return true;
}

/** Adds the address (20 bytes) or topic (32 bytes) at `item` to the bloom at `bloom`. */
export function addToBloom(bloom: usize, item: usize, size: usize): void {
  const first = load<u64>(item);
  const second = load<u64>(item, 8);
  const third = size == 32 ? load<u64>(item, 16) : <u64>load<u32>(item, 16);
  const fourth = size == 32 ? load<u64>(item, 24) : 0;
  const mixed = first ^ rotl<u64>(second, 17) ^ rotl<u64>(third, 31) ^ rotl<u64>(fourth, 47);
  const place = <usize>((mixed * 0x9e3779b97f4a7c15) >> (64 - PLACE_BITS));
  const entry = cache + place * ENTRY_SIZE;
  if (
    load<u64>(entry) != first ||
    load<u64>(entry, 8) != second ||
    load<u64>(entry, 16) != third ||
    load<u64>(entry, 24) != fourth ||
    load<u64>(entry, 40) != <u64>size
  ) {
    store<u64>(entry, first);
    store<u64>(entry, second, 8);
    store<u64>(entry, third, 16);
    store<u64>(entry, fourth, 24);
    store<u64>(entry, bitsOf(item, size), 32);
    store<u64>(entry, <u64>size, 40);
  }
  setBit(bloom, load<u16>(entry, 32));
  setBit(bloom, load<u16>(entry, 34));
  setBit(bloom, load<u16>(entry, 36));
}

/** Adds the bloom at `from` to the one at `to`. */
export function mergeBloom(to: usize, from: usize): void {
  for (let at: usize = 0; at < BLOOM_SIZE; at += 8) {
    store<u64>(to + at, load<u64>(to + at) | load<u64>(from + at));
  }
}

/** The three bit numbers of an item, u16 each: the low 11 bits of the first three pairs of bytes of its hash. */
function bitsOf(item: usize, size: usize): u64 {
  keccak256(item, size, HASH);
  const low = bswap<u16>(load<u16>(HASH)) & 0x7ff;
  const middle = bswap<u16>(load<u16>(HASH, 2)) & 0x7ff;
  const high = bswap<u16>(load<u16>(HASH, 4)) & 0x7ff;
  return (<u64>low) | ((<u64>middle) << 16) | ((<u64>high) << 32);
}

/** Bit 0 is the lowest of the last byte. */
function setBit(bloom: usize, bit: u16): void {
  const at = bloom + BLOOM_SIZE - 1 - ((<usize>bit) >> 3);
  store<u8>(at, <u8>((<u32>load<u8>(at)) | (1 << ((<u32>bit) & 7))));
}
