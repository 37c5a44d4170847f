// Every contract's code once, by its hash. Code 0 is the empty code. Entries are 64 bytes.
import { keccak256 } from "../hash/keccak";
import { CODE_HEADER } from "./changeRecords";
import { FAULT_CODES, raiseFault } from "./fault";
import {
  CODE_SIZE,
  codeBytes,
  codeBytesEnd,
  codeEntries,
  codeEntriesEnd,
  codeIndex,
  codeIndexBits,
} from "./regions";
import { equals } from "./word";

/** 32 bytes */
export const CODE_HASH: u32 = 0;
/** u32: address of the bytes, followed by 40 zero bytes */
export const CODE_BYTES: u32 = 32;
export const CODE_LENGTH: u32 = 36;
/** u32: address of the table of jump destinations, one byte per code byte; 0 until the code first runs */
export const CODE_JUMPS: u32 = 40;
/** u32: index of the compiled function in the table of functions, 0 when the code is interpreted */
export const CODE_COMPILED: u32 = 44;
/** u32: how often the code was entered while interpreted */
export const CODE_HEAT: u32 = 48;
/** u32: 1 when the code is EIP-7702's delegation */
export const CODE_DELEGATION: u32 = 52;
/** u32: number of the block whose change records carried the code; 1 when it was loaded, 0 when none did */
export const CODE_ANNOUNCED: u32 = 56;

/** Zero bytes behind every code, init code too, so that a PUSH at its end may read on. */
export const CODE_PADDING: u32 = 40;
/** 0xef0100 and an address (EIP-7702). */
const DELEGATION_SIZE: u32 = 23;

const HASH = memory.data(32, 16);

/** Number of the running block, for CODE_ANNOUNCED: 2 or more. */
export let announcement: u32 = 1;

let count: u32 = 0;
let bytesTop: u32 = 0;
/** Bytes of the records that are still to be written. */
let untold: u64 = 0;

export function resetCodes(): void {
  count = 0;
  bytesTop = codeBytes;
  untold = 0;
  memory.fill(codeIndex, 0, 4 << codeIndexBits);
  codeOf(codeBytes, 0);
  markLoaded(codeEntries);
}

/** Begins a block's announcements. After 2^32 blocks the numbers begin again: undoing a block may then announce twice. */
export function nextAnnouncement(): void {
  announcement = max<u32>(announcement + 1, 2);
}

/** Bytes of the records of codes that are in the table and in no change record. */
export function codesUntold(): u64 {
  return untold;
}

/** The code's record is written now. */
export function announce(entry: u32): void {
  store<u32>(entry, announcement, CODE_ANNOUNCED);
  untold -= recordSize(entry);
}

/** The code came out of a record. */
export function markLoaded(entry: u32): void {
  if (load<u32>(entry, CODE_ANNOUNCED) != 0) return;
  store<u32>(entry, 1, CODE_ANNOUNCED);
  untold -= recordSize(entry);
}

function recordSize(entry: u32): u64 {
  return u64(CODE_HEADER) + ((u64(load<u32>(entry, CODE_LENGTH)) + 7) & ~7);
}

export function codeBytesTop(): u32 {
  return bytesTop;
}

/** Takes the codes from id `kept` on out again, the newest first, as with accounts; and the tables of jumps from `bytes` on. */
export function forgetCodes(kept: u32, bytes: u32): void {
  while (count > kept) {
    const entry = codeEntry(--count);
    if (load<u32>(entry, CODE_ANNOUNCED) == 0) untold -= recordSize(entry);
    store<u32>(codeIndex + (find(entry) << 2), 0);
  }
  if (bytesTop == bytes) return;
  for (let id: u32 = 0; id < count; id++) {
    const entry = codeEntry(id);
    if (load<u32>(entry, CODE_JUMPS) >= bytes) store<u32>(entry, 0, CODE_JUMPS);
  }
  bytesTop = bytes;
}

/** Takes back what the running block announced. */
export function forgetAnnouncements(): void {
  for (let id: u32 = 0; id < count; id++) {
    const entry = codeEntry(id);
    if (load<u32>(entry, CODE_ANNOUNCED) != announcement) continue;
    store<u32>(entry, 0, CODE_ANNOUNCED);
    untold += recordSize(entry);
  }
}

export function codeCount(): u32 {
  return count;
}

export function codeEntry(id: u32): u32 {
  return codeEntries + id * CODE_SIZE;
}

/** Where in the index the code with the 32-byte hash at `hash` is, or would be. */
function find(hash: u32): u32 {
  const mask: u32 = (u32(1) << codeIndexBits) - 1;
  let i = load<u32>(hash) & mask;
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
  const entry = codeEntry(count);
  const end = bytesTop + size + CODE_PADDING;
  if (entry + CODE_SIZE > codeEntriesEnd || end > codeBytesEnd) {
    raiseFault(FAULT_CODES);
    return 0;
  }
  memory.fill(entry, 0, CODE_SIZE);
  memory.copy(entry, HASH, 32);
  memory.copy(bytesTop, bytes, size);
  memory.fill(bytesTop + size, 0, CODE_PADDING);
  store<u32>(entry, bytesTop, CODE_BYTES);
  store<u32>(entry, size, CODE_LENGTH);
  if (size == DELEGATION_SIZE && load<u16>(bytes) == 0x01ef && load<u8>(bytes, 2) == 0) {
    store<u32>(entry, 1, CODE_DELEGATION);
  }
  bytesTop = (end + 7) & ~7;
  untold += recordSize(entry);
  store<u32>(codeIndex + (i << 2), ++count);
  return count - 1;
}

/** The code's table of jump destinations, made at its first use; 0 when there is no room. */
export function jumpsOf(entry: u32): u32 {
  const known = load<u32>(entry, CODE_JUMPS);
  if (known != 0) return known;
  const size = load<u32>(entry, CODE_LENGTH);
  if (bytesTop + size > codeBytesEnd) {
    raiseFault(FAULT_CODES);
    return 0;
  }
  const table = bytesTop;
  findJumps(load<u32>(entry, CODE_BYTES), size, table);
  bytesTop = (bytesTop + size + 7) & ~7;
  store<u32>(entry, table, CODE_JUMPS);
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
