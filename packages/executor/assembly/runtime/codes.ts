// Every contract's code once, by its hash. Code 0 is the empty code. Entries are 64 bytes; an entry's chunk holds the bytes,
// the zeros behind them and the table of jumps. Codes that no account has are taken out at the end of the block (codeUsers).
import { keccak256 } from "../hash/keccak";
import { CODE_HEADER } from "./changeRecords";
import { giveChunk, resetChunks, takeChunk, wasChunkUsed } from "./codeChunks";
import { FAULT_CODES, raiseFault } from "./fault";
import {
  CODE_SIZE,
  codeBytes,
  codeEntries,
  codeEntriesEnd,
  codeIndex,
  codeIndexBits,
  freshCodes,
} from "./regions";
import { spreadSlot } from "./spread";
import { equals } from "./word";

/** 32 bytes */
export const CODE_HASH: u32 = 0;
/** u32: address of the bytes, followed by 40 zero bytes */
export const CODE_BYTES: u32 = 32;
export const CODE_LENGTH: u32 = 36;
/** u32: 1 when the table of jumps, which lies behind the zeros, has been made */
const CODE_JUMPS: u32 = 40;
/** u32: index of the compiled function in the table of functions, 0 when the code is interpreted */
export const CODE_COMPILED: u32 = 44;
/** u32: how often the code was entered while interpreted */
export const CODE_HEAT: u32 = 48;
/** u32: 1 when the code is EIP-7702's delegation */
export const CODE_DELEGATION: u32 = 52;
/** u32: 1 when a change record carried the code, or none needs to; of a free entry: the next free one's id */
const CODE_TOLD: u32 = 56;
/** u32: accounts that have the code, as of the last change records */
export const CODE_USERS: u32 = 60;

/** CODE_USERS of an entry that is free. */
const FREE: u32 = 0xffffffff;
/** Zero bytes behind every code, init code too, so that a PUSH at its end may read on. */
export const CODE_PADDING: u32 = 40;
/** 0xef0100 and an address (EIP-7702). */
export const DELEGATION_SIZE: u32 = 23;

/** In the list of new codes, besides the id: the entry, or the chunk, had been another code's before. */
const USED_ENTRY: u32 = 0x80000000;
const USED_CHUNK: u32 = 0x40000000;
const FRESH_ID: u32 = 0x3fffffff;

const HASH = memory.data(32, 16);

let count: u32 = 0;
/** The first free entry below the count, 0 for none. */
let free: u32 = 0;
/** End of the list of the codes that came since the block began. */
let freshTop: u32 = 0;
/** Bytes of the records that are still to be written. */
let untold: u64 = 0;

export function resetCodes(): void {
  count = 0;
  free = 0;
  freshTop = freshCodes;
  untold = 0;
  resetChunks();
  memory.fill(codeIndex, 0, 4 << codeIndexBits);
  loadedCode(codeBytes, 0);
}

export function codeCount(): u32 {
  return count;
}

export function codeEntry(id: u32): u32 {
  return codeEntries + id * CODE_SIZE;
}

/** Bytes of the records of codes that are in the table and in no change record. */
export function codesUntold(): u64 {
  return untold;
}

export function isTold(entry: u32): bool {
  return load<u32>(entry, CODE_TOLD) != 0;
}

/** The code's record is written now, or was read. */
export function tell(entry: u32): void {
  if (isTold(entry)) return;
  store<u32>(entry, 1, CODE_TOLD);
  untold -= recordSize(entry);
}

function recordSize(entry: u32): u64 {
  return u64(CODE_HEADER) + ((u64(load<u32>(entry, CODE_LENGTH)) + 7) & ~7);
}

/** Where in the index a hash belongs: by chance, so that nobody can choose codes that collide there. */
function place(hash: u32): u32 {
  const spread = spreadSlot(load<u64>(hash), load<u64>(hash, 8), load<u64>(hash, 16), load<u64>(hash, 24), 0);
  return u32(spread >> (64 - u64(codeIndexBits)));
}

/** Where in the index the code with the 32-byte hash at `hash` is, or would be. */
function find(hash: u32): u32 {
  const mask: u32 = (u32(1) << codeIndexBits) - 1;
  let i = place(hash);
  while (true) {
    const id = load<u32>(codeIndex + (i << 2));
    if (id == 0 || equals(codeEntry(id - 1), hash)) return i;
    i = (i + 1) & mask;
  }
}

/** Id of the code with the 32-byte hash at `hash`, or -1. */
export function codeByHash(hash: u32): i32 {
  return i32(load<u32>(codeIndex + (find(hash) << 2))) - 1;
}

/** Id of the code of `size` bytes at `bytes`; it is copied into the table when it is new. */
export function codeOf(bytes: u32, size: u32): u32 {
  keccak256(bytes, size, HASH);
  const i = find(HASH);
  const known = load<u32>(codeIndex + (i << 2));
  if (known != 0) return known - 1;
  const usedEntry = free != 0 ? USED_ENTRY : 0;
  const id = insert(i, bytes, size);
  if (id == 0) return 0;
  store<u32>(freshTop, id | usedEntry | (wasChunkUsed() ? USED_CHUNK : 0));
  freshTop += 4;
  return id;
}

/** The same for a code that comes out of a record: nothing undoes it, and it waits for its accounts. */
export function loadedCode(bytes: u32, size: u32): u32 {
  keccak256(bytes, size, HASH);
  const i = find(HASH);
  const known = load<u32>(codeIndex + (i << 2));
  const id = known != 0 ? known - 1 : insert(i, bytes, size);
  tell(codeEntry(id));
  return id;
}

/** A new entry for the code whose hash is at HASH. @returns Its id; 0 when there is no room. */
function insert(i: u32, bytes: u32, size: u32): u32 {
  const id = free != 0 ? free : count;
  const entry = codeEntry(id);
  // Twice: each byte has its place in the table of jumps.
  const chunk = entry + CODE_SIZE > codeEntriesEnd ? 0 : takeChunk(2 * u64(size) + CODE_PADDING);
  if (chunk == 0) {
    raiseFault(FAULT_CODES);
    return 0;
  }
  if (free != 0) free = load<u32>(entry, CODE_TOLD);
  else count++;
  memory.fill(entry, 0, CODE_SIZE);
  memory.copy(entry, HASH, 32);
  store<u32>(entry, chunk, CODE_BYTES);
  store<u32>(entry, size, CODE_LENGTH);
  memory.copy(chunk, bytes, size);
  memory.fill(chunk + size, 0, CODE_PADDING);
  untold += recordSize(entry);
  if (size == DELEGATION_SIZE && load<u16>(bytes) == 0x01ef && load<u8>(bytes, 2) == 0) {
    store<u32>(entry, 1, CODE_DELEGATION);
    // Its account's record holds it.
    tell(entry);
  }
  store<u32>(codeIndex + (i << 2), id + 1);
  return id;
}

/** End of the list of new codes, to come back to. */
export function freshCodesEnd(): u32 {
  return freshTop;
}

/** Id of the new code at `at` in the list. */
export function freshCode(at: u32): u32 {
  return load<u32>(at) & FRESH_ID;
}

/** Takes the codes that came after `mark` out again, the newest first: each leaves all as it was before it came. */
export function forgetCodes(mark: u32): void {
  while (freshTop > mark) {
    freshTop -= 4;
    const kept = load<u32>(freshTop);
    const id = kept & FRESH_ID;
    const entry = codeEntry(id);
    if (!isTold(entry)) untold -= recordSize(entry);
    store<u32>(codeIndex + (find(entry) << 2), 0);
    giveChunk(load<u32>(entry, CODE_BYTES), (kept & USED_CHUNK) == 0);
    if ((kept & USED_ENTRY) != 0) giveEntry(id);
    else count--;
  }
}

/** The new codes are new no longer. */
export function settleCodes(): void {
  freshTop = freshCodes;
}

/** Takes a code out that no account has. Between blocks, or while a state is loaded. */
export function dropCode(id: u32): void {
  const entry = codeEntry(id);
  if (!isTold(entry)) untold -= recordSize(entry);
  closeGap(find(entry));
  giveChunk(load<u32>(entry, CODE_BYTES), false);
  giveEntry(id);
}

function giveEntry(id: u32): void {
  const entry = codeEntry(id);
  memory.fill(entry, 0, CODE_SIZE);
  store<u32>(entry, free, CODE_TOLD);
  store<u32>(entry, FREE, CODE_USERS);
  free = id;
}

/** Empties a place of the index; what lies behind it and would no longer be found moves up. */
function closeGap(gap: u32): void {
  const mask: u32 = (u32(1) << codeIndexBits) - 1;
  for (let i = gap; ;) {
    i = (i + 1) & mask;
    const id = load<u32>(codeIndex + (i << 2));
    if (id == 0) break;
    if (((i - place(codeEntry(id - 1))) & mask) < ((i - gap) & mask)) continue;
    store<u32>(codeIndex + (gap << 2), id);
    gap = i;
  }
  store<u32>(codeIndex + (gap << 2), 0);
}

/** The code's table of jump destinations, one byte per code byte, made at its first use. */
export function jumpsOf(entry: u32): u32 {
  const size = load<u32>(entry, CODE_LENGTH);
  const bytes = load<u32>(entry, CODE_BYTES);
  const table = bytes + size + CODE_PADDING;
  if (load<u32>(entry, CODE_JUMPS) == 0) {
    findJumps(bytes, size, table);
    store<u32>(entry, 1, CODE_JUMPS);
  }
  return table;
}

/** Writes 1 for each byte of the code that is a JUMPDEST and not the data of a PUSH, else 0. */
export function findJumps(bytes: u32, size: u32, table: u32): void {
  memory.fill(table, 0, size);
  for (let i: u32 = 0; i < size; i++) {
    const opcode = load<u8>(bytes + i);
    if (opcode == 0x5b) store<u8>(table + i, 1);
    else if (opcode >= 0x60 && opcode <= 0x7f) i += opcode - 0x5f;
  }
}
