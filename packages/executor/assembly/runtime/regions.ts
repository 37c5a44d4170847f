// Regions whose sizes the host chooses, one after the other from REGIONS up. A region that is not written costs no
// memory: the machine gives pages when they are first touched.
import { REGIONS } from "../../src/vm/runtime/layout";

export let memories: u32 = 0;
export let memoriesEnd: u32 = 0;
export let returnBytes: u32 = 0;
export let returnBytesEnd: u32 = 0;
export let journal: u32 = 0;
export let journalEnd: u32 = 0;
export let undo: u32 = 0;
export let undoEnd: u32 = 0;
export let dirty: u32 = 0;
export let dirtyEnd: u32 = 0;
export let transients: u32 = 0;
export let transientBits: u32 = 0;
export let receipts: u32 = 0;
export let receiptsEnd: u32 = 0;
export let changes: u32 = 0;
export let changesEnd: u32 = 0;
export let hashMemo: u32 = 0;
export let patterns: u32 = 0;
export let input: u32 = 0;
export let inputEnd: u32 = 0;
export let codeEntries: u32 = 0;
export let codeEntriesEnd: u32 = 0;
export let codeIndex: u32 = 0;
export let codeIndexBits: u32 = 0;
export let freshCodes: u32 = 0;
export let codeBytes: u32 = 0;
export let codeBytesEnd: u32 = 0;
export let accountIndex: u32 = 0;
export let accounts: u32 = 0;
export let accountsEnd: u32 = 0;
export let slotIndex: u32 = 0;
export let slots: u32 = 0;
export let slotsEnd: u32 = 0;

export const ACCOUNT_SIZE: u32 = 88;
export const SLOT_SIZE: u32 = 80;
/** Entries of the slot table that no transaction takes: EIP-2935's, so that a full table stops no block from beginning. */
export const HISTORY_SLOTS: u32 = 8191;
export const CODE_SIZE: u32 = 64;
export const TRANSIENT_SIZE: u32 = 80;
/** Entries of the memory of 64-byte hashes, and the bytes of one. */
export const HASH_MEMO_ENTRIES: u32 = 1 << 14;
const HASH_MEMO_SIZE: u64 = 128;
/** Patterns of how slots are found (patterns.ts): 256 kinds of 2,064 bytes. */
const PATTERNS_SIZE: u64 = 528_384;
const PAGE: u64 = 65536;

let next: u64 = 0;

function take(size: u64): u32 {
  const at = next;
  next = (next + size + 255) & ~255;
  return u32(at);
}

/** The smallest power of two, as its exponent, that leaves an index of `entries` entries at most 60 % full. */
export function indexBits(entries: u32): u32 {
  let bits: u32 = 8;
  while ((u64(1) << bits) * 6 < u64(entries) * 10) bits++;
  return bits;
}

/**
 * Lays the regions out and grows the memory to hold them.
 * @param memoryBytes Bytes for the memories of nested frames, and as many for return data.
 * @param workBytes Bytes each for: journal; undo list; transient slots; receipts; changes; input. The dirty list has an eighth.
 * @returns The end of the last region in bytes, or 0 when it would lie above 4 GiB or memory cannot grow.
 */
export function layRegions(
  memoryBytes: u32,
  workBytes: u32,
  codeByteCount: u32,
  codeCount: u32,
  accountCount: u32,
  slotCount: u32,
): u64 {
  next = REGIONS;
  memories = take(memoryBytes);
  memoriesEnd = u32(next);
  returnBytes = take(memoryBytes);
  returnBytesEnd = u32(next);
  journal = take(workBytes);
  journalEnd = u32(next);
  undo = take(workBytes);
  undoEnd = u32(next);
  dirty = take(workBytes >> 3);
  dirtyEnd = u32(next);
  transientBits = 6;
  while (TRANSIENT_SIZE << (transientBits + 1) <= workBytes) transientBits++;
  transients = take(u64(TRANSIENT_SIZE) << transientBits);
  receipts = take(workBytes);
  receiptsEnd = u32(next);
  changes = take(workBytes);
  changesEnd = u32(next);
  input = take(workBytes);
  inputEnd = u32(next);
  hashMemo = take(u64(HASH_MEMO_ENTRIES) * HASH_MEMO_SIZE);
  patterns = take(PATTERNS_SIZE);
  codeEntries = take(u64(codeCount) * CODE_SIZE);
  codeEntriesEnd = codeEntries + codeCount * CODE_SIZE;
  codeIndexBits = indexBits(codeCount);
  codeIndex = take(u64(4) << codeIndexBits);
  freshCodes = take(u64(codeCount) * 4);
  codeBytes = take(codeByteCount);
  codeBytesEnd = u32(next);
  accountIndex = take(u64(4) << indexBits(accountCount));
  // One entry more than the table holds: what stands in when it is full.
  accounts = take(u64(accountCount + 1) * ACCOUNT_SIZE);
  const lastAccount = u64(accounts) + u64(accountCount) * ACCOUNT_SIZE;
  const slotEntries = u64(slotCount) + HISTORY_SLOTS;
  slotIndex = take(u64(4) << indexBits(u32(slotEntries)));
  slots = take((slotEntries + 1) * SLOT_SIZE);
  const lastSlot = u64(slots) + slotEntries * SLOT_SIZE;
  if (next > 0xffff0000) return 0;
  accountsEnd = u32(lastAccount);
  slotsEnd = u32(lastSlot);
  const wanted = i32((next + PAGE - 1) / PAGE);
  const missing = wanted - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return 0;
  return next;
}
