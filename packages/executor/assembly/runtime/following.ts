// A state that follows another by its change records: what they replace, and records laid over the state for the time of a
// question. Between blocks `loadRecords` takes them in for good.
import {
  ACCOUNT_CODE,
  ACCOUNT_EXISTS,
  ACCOUNT_NONCE,
  accountOf,
  knownAccount,
  noteAccount,
} from "./accounts";
import { writeAccountFields } from "./blocks";
import {
  ABSENT,
  ACCOUNT_RECORD,
  CODE_HEADER,
  DELEGATING,
  KIND_ACCOUNT,
  KIND_CODE,
  KIND_SLOT,
  SLOT_RECORD,
} from "./changeRecords";
import { DELEGATION_SIZE, codeByHash, codeOf } from "./codes";
import { fault } from "./fault";
import { bytesToAddressWord } from "./limbs";
import { LOADED, RECORD_INVALID, recordSize } from "./loading";
import { changes } from "./regions";
import { SLOT_VALUE, knownSlot, setSlot, slotAt } from "./storage";
import { wordFromBytes, wordToBytes } from "./word";

const ADDRESS = memory.data(32, 16);
const KEY = memory.data(32, 16);
const VALUE = memory.data(32, 16);

/**
 * Writes into the region of change records what the accounts and slots named by the records at `at` are now: what undoes
 * those records when they are taken in. Between blocks. @returns Size; more than `size` when a record is invalid.
 */
export function reverseRecords(at: u32, size: u32): u32 {
  const end = at + size;
  let to = changes;
  while (at < end) {
    const length = recordSize(at, end - at);
    if (length == 0) return size + 1;
    const kind = load<u32>(at);
    if (kind == KIND_ACCOUNT) to = reverseAccount(at, to);
    else if (kind == KIND_SLOT) to = reverseSlot(at, to);
    at += length;
  }
  return to - changes;
}

function reverseAccount(at: u32, to: u32): u32 {
  memory.fill(to, 0, ACCOUNT_RECORD);
  memory.copy(to, at, 28);
  bytesToAddressWord(at + 8, ADDRESS);
  const account = knownAccount(ADDRESS);
  if (account == 0) store<u32>(to, ABSENT, 28);
  else writeAccountFields(account, to);
  return to + ACCOUNT_RECORD;
}

function reverseSlot(at: u32, to: u32): u32 {
  memory.fill(to, 0, SLOT_RECORD);
  memory.copy(to, at, 60);
  bytesToAddressWord(at + 8, ADDRESS);
  wordFromBytes(at + 28, KEY);
  const account = knownAccount(ADDRESS);
  const slot = account == 0 ? 0 : knownSlot(account, KEY);
  if (slot != 0) wordToBytes(slot + SLOT_VALUE, to + 60);
  return to + SLOT_RECORD;
}

/** Lays the records at `at` over the state, within a block, whose undoing takes them away. Their ids are not looked at. */
export function overlayRecords(at: u32, size: u32): u32 {
  const end = at + size;
  while (at < end && fault() == 0) {
    const length = recordSize(at, end - at);
    if (length == 0) return RECORD_INVALID;
    const kind = load<u32>(at);
    if (kind == KIND_ACCOUNT && !overlayAccount(at)) return RECORD_INVALID;
    if (kind == KIND_SLOT) overlaySlot(at);
    if (kind == KIND_CODE) codeOf(at + CODE_HEADER, load<u32>(at, 8));
    at += length;
  }
  return LOADED;
}

function overlayAccount(at: u32): bool {
  bytesToAddressWord(at + 8, ADDRESS);
  const account = accountOf(ADDRESS);
  const flags = load<u32>(at, 28);
  const code = (flags & DELEGATING) != 0 ? i32(codeOf(at + 72, DELEGATION_SIZE)) : codeByHash(at + 72);
  const isAbsent = (flags & ABSENT) != 0;
  if (fault() != 0) return true;
  if (code < 0 && !isAbsent) return false;
  noteAccount(account);
  store<u64>(account, bswap<u64>(load<u64>(at, 32)), ACCOUNT_NONCE);
  wordFromBytes(at + 40, account);
  store<u32>(account, isAbsent ? 0 : u32(code), ACCOUNT_CODE);
  store<u32>(account, isAbsent ? 0 : 1, ACCOUNT_EXISTS);
  return true;
}

function overlaySlot(at: u32): void {
  bytesToAddressWord(at + 8, ADDRESS);
  wordFromBytes(at + 28, KEY);
  wordFromBytes(at + 60, VALUE);
  setSlot(slotAt(accountOf(ADDRESS), KEY), VALUE);
}
