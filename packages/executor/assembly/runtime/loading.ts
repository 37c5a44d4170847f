// Loading change records: a snapshot at start, then the log's blocks. Every entry gets the id it had, so that snapshots
// written before and after a restart agree.
import { ACCOUNT_CODE, ACCOUNT_EXISTS, ACCOUNT_NONCE, accountOf, placeAccount } from "./accounts";
import {
  ABSENT,
  ACCOUNT_RECORD,
  CODE_HEADER,
  DELEGATING,
  KIND_ACCOUNT,
  KIND_CODE,
  KIND_SLOT,
  KIND_TRANSACTION,
  SLOT_RECORD,
  TRANSACTION_RECORD,
} from "./changeRecords";
import { CODE_HASH, DELEGATION_SIZE, codeByHash, codeEntry, loadedCode } from "./codes";
import { replaceLoaded } from "./codeUsers";
import { fault } from "./fault";
import { bytesToAddressWord } from "./limbs";
import { settleTables } from "./reclaim";
import { SLOT_VALUE, countSlot, placeSlot } from "./storage";
import { equals, isZero, wordFromBytes } from "./word";

const ADDRESS = memory.data(32, 16);
const KEY = memory.data(32, 16);

export const LOADED: u32 = 0;
/** A record is of no known kind, reaches past the end, or names a code or an account that was not loaded. */
export const RECORD_INVALID: u32 = 1;
/** An id belongs to another account or slot already, or lies beyond the table. */
export const ID_TAKEN: u32 = 2;
/** A code is not the one its hash names. */
export const CODE_WRONG: u32 = 3;

/** Applies the records in `size` bytes at `at`. @returns LOADED, or what is wrong; then the state must be emptied. */
export function loadRecords(at: u32, size: u32): u32 {
  const end = at + size;
  while (at < end) {
    const left = end - at;
    const length = recordSize(at, left);
    if (length == 0) return RECORD_INVALID;
    const kind = load<u32>(at);
    let result: u32 = LOADED;
    if (kind == KIND_ACCOUNT) result = loadAccount(at);
    else if (kind == KIND_SLOT) result = loadSlot(at);
    else if (kind == KIND_CODE) result = loadCode(at);
    if (result != LOADED) return result;
    at += u32(length);
  }
  settleTables();
  return LOADED;
}

/** Size of the record at `at`; 0 when its kind is unknown or it does not fit in the bytes left. */
export function recordSize(at: u32, left: u32): u32 {
  if (left < TRANSACTION_RECORD) return 0;
  const kind = load<u32>(at);
  let size: u32 = 0;
  if (kind == KIND_ACCOUNT) size = ACCOUNT_RECORD;
  else if (kind == KIND_SLOT) size = SLOT_RECORD;
  else if (kind == KIND_TRANSACTION) size = TRANSACTION_RECORD;
  else if (kind == KIND_CODE && left >= CODE_HEADER) {
    const code = load<u32>(at, 8);
    // First by itself: padded, a huge size would begin again at 0.
    if (code > left) return 0;
    size = CODE_HEADER + ((code + 7) & ~7);
  }
  return size > left ? 0 : size;
}

/** The bytes must be what their hash says. */
function loadCode(at: u32): u32 {
  const id = loadedCode(at + CODE_HEADER, load<u32>(at, 8));
  if (fault() != 0) return LOADED;
  return equals(codeEntry(id) + CODE_HASH, at + 16) ? LOADED : CODE_WRONG;
}

function loadAccount(at: u32): u32 {
  bytesToAddressWord(at + 8, ADDRESS);
  const account = placeAccount(load<u32>(at, 4), ADDRESS);
  if (account == 0) return ID_TAKEN;
  const flags = load<u32>(at, 28);
  const code = (flags & DELEGATING) != 0 ? i32(loadedCode(at + 72, DELEGATION_SIZE)) : codeByHash(at + 72);
  if (code < 0) return RECORD_INVALID;
  store<u64>(account, bswap<u64>(load<u64>(at, 32)), ACCOUNT_NONCE);
  wordFromBytes(at + 40, account);
  replaceLoaded(load<u32>(account, ACCOUNT_CODE), u32(code));
  store<u32>(account, u32(code), ACCOUNT_CODE);
  store<u32>(account, (flags & ABSENT) == 0 ? 1 : 0, ACCOUNT_EXISTS);
  return LOADED;
}

function loadSlot(at: u32): u32 {
  bytesToAddressWord(at + 8, ADDRESS);
  const account = accountOf(ADDRESS);
  wordFromBytes(at + 28, KEY);
  const slot = placeSlot(load<u32>(at, 4), account, KEY);
  if (slot == 0) return ID_TAKEN;
  const wasZero = isZero(slot + SLOT_VALUE);
  wordFromBytes(at + 60, slot + SLOT_VALUE);
  countSlot(account, wasZero, isZero(slot + SLOT_VALUE));
  return LOADED;
}
