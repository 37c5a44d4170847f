// The account table: entries of 88 bytes in order of first use, found through an open-addressing index of u32.
// An account is known by the address of its entry; entries never move.
import { FAULT_ACCOUNTS, FAULT_CHANGES, raiseFault } from "./fault";
import {
  ENTRY_ACCOUNT,
  ENTRY_RESERVE,
  ENTRY_SIZE,
  ENTRY_SLOT,
  SPARE_ENTRY,
  journalAccount,
  journalTouch,
  journalWarm,
} from "./journal";
import { precompileAt } from "./precompiles";
import {
  ACCOUNT_SIZE,
  SLOT_SIZE,
  accountIndex,
  accounts,
  accountsEnd,
  dirty,
  dirtyEnd,
  indexBits,
  undo,
  undoEnd,
} from "./regions";
import { seedSpread, spreadAddress } from "./spread";
import { SLOT_VALUE } from "./storage";
import { copyWord, isZero } from "./word";

// The first 56 bytes are the state that the journal keeps.
/** word */
export const ACCOUNT_BALANCE: u32 = 0;
/** u64 */
export const ACCOUNT_NONCE: u32 = 32;
/** u32: id of its code, 0 for none */
export const ACCOUNT_CODE: u32 = 40;
/** u32: bit 0, the account exists in the state (EIP-161: it may exist and be empty) */
export const ACCOUNT_EXISTS: u32 = 44;
/** u32: number of the transaction that created it, and of the one that destroyed it (EIP-6780) */
export const ACCOUNT_CREATED: u32 = 48;
export const ACCOUNT_DESTROYED: u32 = 52;
/** address limbs: u64, u64, u32 */
export const ACCOUNT_ADDRESS: u32 = 56;
/** u32: number of the last transaction that accessed it (EIP-2929) */
export const ACCOUNT_WARM: u32 = 76;
/** u32: number of the last flush for which it was noted as changed */
export const ACCOUNT_DIRTY: u32 = 80;
/** u32: how many of its slots are not zero (EIP-7610) */
export const ACCOUNT_SLOTS: u32 = 84;

/** Number of the running transaction; stamps equal to it mean "in this transaction". */
export let transactionNumber: u32 = 1;
/** Number of the running flush: a block, or a transaction when roots per transaction are wanted. */
export let flushNumber: u32 = 1;

let count: u32 = 0;
let bits: u32 = 0;
let most: u32 = 0;
let dirtyTop: u32 = 0;
let undoTop: u32 = 0;

/** Exponent an index begins with: small, so that a small state stays in the cache. */
export function indexStart(most: u32): u32 {
  return min<u32>(10, indexBits(most));
}

/** Empties the table. `chance` seeds its hash, so that nobody can choose addresses that collide in it. */
export function resetAccounts(chance: u64): void {
  seedSpread(chance);
  most = (accountsEnd - accounts) / ACCOUNT_SIZE;
  bits = indexStart(most);
  count = 0;
  memory.fill(accountIndex, 0, 4 << bits);
  dirtyTop = dirty;
  undoTop = undo;
}

export function accountCount(): u32 {
  return count;
}

/** Places of the index. */
export function accountPlaces(): u32 {
  return u32(1) << bits;
}

export function accountId(account: u32): u32 {
  return (account - accounts) / ACCOUNT_SIZE;
}

export function accountOfId(id: u32): u32 {
  return accounts + id * ACCOUNT_SIZE;
}

function place(a: u64, b: u64, c: u32): u32 {
  return u32(spreadAddress(a, b, c) >> (64 - bits));
}

/** Where in the index an address is, or would be. */
function find(a: u64, b: u64, c: u32): u32 {
  const mask: u32 = (u32(1) << bits) - 1;
  let i = place(a, b, c);
  while (true) {
    const id = load<u32>(accountIndex + (i << 2));
    if (id == 0) return i;
    const entry = accounts + (id - 1) * ACCOUNT_SIZE;
    if (
      load<u64>(entry, ACCOUNT_ADDRESS) == a &&
      load<u64>(entry, ACCOUNT_ADDRESS + 8) == b &&
      load<u32>(entry, ACCOUNT_ADDRESS + 16) == c
    )
      return i;
    i = (i + 1) & mask;
  }
}

/** The entry at the first place of an address, given as limbs at `limbs`: its account's as a rule, another's, or 0. */
export function likelyAccount(limbs: u32): u32 {
  const i = place(load<u64>(limbs), load<u64>(limbs, 8), load<u32>(limbs, 16));
  const id = load<u32>(accountIndex + (i << 2));
  return id == 0 ? 0 : accounts + (id - 1) * ACCOUNT_SIZE;
}

/** The account of an address, given as limbs; its entry is made when there is none. */
export function accountAt(a: u64, b: u64, c: u32): u32 {
  const i = find(a, b, c);
  const id = load<u32>(accountIndex + (i << 2));
  if (id != 0) return accounts + (id - 1) * ACCOUNT_SIZE;
  if (count >= most) {
    raiseFault(FAULT_ACCOUNTS);
    // An entry behind the table, which is no account's, stands in until the fault is seen; the block is undone then.
    return accountOfId(most);
  }
  return insert(a, b, c, count);
}

/** The account of the address word at `word`; its upper 96 bits are ignored. */
export function accountOf(word: u32): u32 {
  return accountAt(load<u64>(word), load<u64>(word, 8), load<u32>(word, 16));
}

/** The account of the address word at `word` when the table has it, otherwise 0. */
export function knownAccount(word: u32): u32 {
  const id = load<u32>(accountIndex + (find(load<u64>(word), load<u64>(word, 8), load<u32>(word, 16)) << 2));
  return id == 0 ? 0 : accountOfId(id - 1);
}

/** The account with this id and address word, its entry made when the id is free; 0 when the id is another's or too high. */
export function placeAccount(id: u32, address: u32): u32 {
  const a = load<u64>(address);
  const b = load<u64>(address, 8);
  const c = load<u32>(address, 16);
  const known = load<u32>(accountIndex + (find(a, b, c) << 2));
  if (known != 0) return known - 1 == id ? accountOfId(id) : 0;
  if (id >= most || (id < count && !isFree(id))) return 0;
  // Ids in between belonged to entries that never held anything; they are free.
  if (id > count) memory.fill(accountOfId(count), 0, (id - count) * ACCOUNT_SIZE);
  return insert(a, b, c, id);
}

function isZeroAddress(id: u32): bool {
  const at = accountOfId(id) + ACCOUNT_ADDRESS;
  return (load<u64>(at) | load<u64>(at, 8) | u64(load<u32>(at, 16))) == 0;
}

/** Whether an id below the count is no account's. */
function isFree(id: u32): bool {
  return isZeroAddress(id) && load<u32>(accountIndex + (find(0, 0, 0) << 2)) != id + 1;
}

function insert(a: u64, b: u64, c: u32, id: u32): u32 {
  const entry = accountOfId(id);
  memory.fill(entry, 0, ACCOUNT_SIZE);
  store<u64>(entry, a, ACCOUNT_ADDRESS);
  store<u64>(entry, b, ACCOUNT_ADDRESS + 8);
  store<u32>(entry, c, ACCOUNT_ADDRESS + 16);
  store<u32>(accountIndex + (find(a, b, c) << 2), id + 1);
  if (id >= count) count = id + 1;
  if (count * 5 > u32(3) << bits) grow();
  return entry;
}

/**
 * Takes the entries from id `kept` on out again. The newest go first: each then leaves the index as it was before it came,
 * because whatever came after it is gone.
 */
export function forgetAccounts(kept: u32): void {
  while (count > kept) {
    count--;
    const at = accountOfId(count) + ACCOUNT_ADDRESS;
    store<u32>(accountIndex + (find(load<u64>(at), load<u64>(at, 8), load<u32>(at, 16)) << 2), 0);
  }
}

/** Brings the entry at `from`, which was taken out, back in with the next id; it may move down only. @returns Where it is. */
export function returnAccount(from: u32): u32 {
  const entry = accountOfId(count);
  memory.copy(entry, from, ACCOUNT_SIZE);
  const at = entry + ACCOUNT_ADDRESS;
  store<u32>(accountIndex + (find(load<u64>(at), load<u64>(at, 8), load<u32>(at, 16)) << 2), ++count);
  return entry;
}

/** Doubles the index. */
function grow(): void {
  if (bits >= indexBits(most)) return;
  const zeroAddress = load<u32>(accountIndex + (find(0, 0, 0) << 2));
  bits++;
  memory.fill(accountIndex, 0, 4 << bits);
  const mask: u32 = (u32(1) << bits) - 1;
  for (let id: u32 = 1; id <= count; id++) {
    if (id != zeroAddress && isZeroAddress(id - 1)) continue;
    const entry = accounts + (id - 1) * ACCOUNT_SIZE + ACCOUNT_ADDRESS;
    let i = place(load<u64>(entry), load<u64>(entry, 8), load<u32>(entry, 16));
    while (load<u32>(accountIndex + (i << 2)) != 0) i = (i + 1) & mask;
    store<u32>(accountIndex + (i << 2), id);
  }
}

/** EIP-161: no balance, nonce or code. An account that does not exist is empty too. */
export function isEmptyAccount(account: u32): bool {
  return load<u32>(account, ACCOUNT_CODE) == 0 && load<u64>(account, ACCOUNT_NONCE) == 0 && isZero(account);
}

/** Marks the account as accessed; returns whether it was before (EIP-2929). Precompiled contracts always are. */
export function warmAccount(account: u32): bool {
  if (load<u32>(account, ACCOUNT_WARM) == transactionNumber) return true;
  const a = load<u64>(account, ACCOUNT_ADDRESS);
  if (precompileAt(a, load<u64>(account, ACCOUNT_ADDRESS + 8), load<u32>(account, ACCOUNT_ADDRESS + 16)) != 0)
    return true;
  journalWarm(account + ACCOUNT_WARM);
  store<u32>(account, transactionNumber, ACCOUNT_WARM);
  return false;
}

/** To be called before an account's state is changed. From then on it exists. */
export function changeAccount(account: u32): void {
  journalAccount(account);
  noteAccount(account);
  store<u32>(account, 1, ACCOUNT_EXISTS);
}

/** EIP-161: an account that a call reached; when it is empty it is gone at the end of the transaction. */
export function touchAccount(account: u32): void {
  if (load<u32>(account, ACCOUNT_EXISTS) == 0 || !isEmptyAccount(account)) return;
  noteAccount(account);
  journalTouch(account);
}

/** Notes the account for the next change records, and what it was for undoing the block. */
export function noteAccount(account: u32): void {
  if (load<u32>(account, ACCOUNT_DIRTY) == flushNumber) return;
  store<u32>(account, flushNumber, ACCOUNT_DIRTY);
  const at = noteDirty(account);
  store<u32>(at, ENTRY_ACCOUNT);
  store<u32>(at, account, 4);
  memory.copy(at + 8, account, ENTRY_SIZE - 8);
}

/** The same for a slot; `stamp` is the address of its u32 stamp. */
export function noteSlot(slot: u32, stamp: u32): void {
  if (load<u32>(stamp) == flushNumber) return;
  store<u32>(stamp, flushNumber);
  const at = noteDirty(slot | 1);
  store<u32>(at, ENTRY_SLOT);
  store<u32>(at, slot, 4);
  copyWord(slot + SLOT_VALUE, at + 8);
}

function noteDirty(tagged: u32): u32 {
  if (undoTop + ENTRY_SIZE + ENTRY_RESERVE > undoEnd) {
    raiseFault(FAULT_CHANGES);
    if (dirtyTop + 4 > dirtyEnd || undoTop + ENTRY_SIZE > undoEnd) return SPARE_ENTRY;
  }
  store<u32>(dirtyTop, tagged);
  dirtyTop += 4;
  const at = undoTop;
  undoTop += ENTRY_SIZE;
  return at;
}

export function dirtyListEnd(): u32 {
  return dirtyTop;
}

export function undoListEnd(): u32 {
  return undoTop;
}

/** Takes the newest entries off both lists, when what they note was undone. */
export function shortenLists(dirtyMark: u32, undoMark: u32): void {
  dirtyTop = dirtyMark;
  undoTop = undoMark;
}

/** Begins a new list of changed entries. Stamps wrap after 2^32 flushes: they are cleared then. */
export function nextFlush(slotsFrom: u32, slotsTo: u32, slotDirty: u32): void {
  dirtyTop = dirty;
  flushNumber++;
  if (flushNumber != 0) return;
  flushNumber = 1;
  for (let id: u32 = 0; id < count; id++) store<u32>(accountOfId(id), 0, ACCOUNT_DIRTY);
  for (let at = slotsFrom; at < slotsTo; at += SLOT_SIZE) store<u32>(at + slotDirty, 0);
}

export function forgetUndo(): void {
  undoTop = undo;
}

/**
 * Begins a transaction. Its number also tells stamps of a state that was emptied. After 2^32 transactions the numbers begin
 * again and all stamps are cleared; @returns whether they did.
 */
export function nextTransaction(slotsFrom: u32, slotsTo: u32, slotWarm: u32): bool {
  transactionNumber++;
  if (transactionNumber != 0) return false;
  transactionNumber = 1;
  for (let id: u32 = 0; id < count; id++) {
    const entry = accountOfId(id);
    store<u32>(entry, 0, ACCOUNT_WARM);
    store<u32>(entry, 0, ACCOUNT_CREATED);
    store<u32>(entry, 0, ACCOUNT_DESTROYED);
  }
  for (let at = slotsFrom; at < slotsTo; at += SLOT_SIZE) store<u32>(at + slotWarm, 0);
  return true;
}
