// The slot table, like the account table: entries of 80 bytes in order of first use; and EIP-1153's transient slots.
import { FRAME_ACCOUNT, FRAME_STATIC } from "../../src/vm/runtime/layout";
import { ACCOUNT_SLOTS, indexStart, noteSlot, transactionNumber } from "./accounts";
import { FAULT_SLOTS, FAULT_TRANSIENTS, fault, raiseFault } from "./fault";
import { ENTRY_SLOT, journalSlot, journalTop, journalTransient, journalWarm } from "./journal";
import { clearWord } from "./limbs";
import { pendingSlot, settleBlockHash } from "./parentHash";
import { isLearning, noteAccess } from "./patterns";
import { addRefund } from "./refund";
import { spreadSlot } from "./spread";
import {
  HISTORY_SLOTS,
  SLOT_SIZE,
  TRANSIENT_SIZE,
  indexBits,
  journal,
  slotIndex,
  slots,
  slotsEnd,
  transientBits,
  transients,
} from "./regions";
import { copyWord, equals, isZero } from "./word";

/** words */
export const SLOT_KEY: u32 = 0;
export const SLOT_VALUE: u32 = 32;
/** u32: the account's entry */
export const SLOT_ACCOUNT: u32 = 64;
/** u32: transaction that last accessed it; flush for which it was last noted as changed */
export const SLOT_WARM: u32 = 68;
export const SLOT_DIRTY: u32 = 72;
/** u32: the journal's first entry of this transaction for it, which holds its original value (EIP-2200) */
export const SLOT_FIRST: u32 = 76;

/** EIP-2929, EIP-2200, EIP-3529 */
const WARM_ACCESS: i64 = 100;
const COLD_SLOT: i64 = 2100;
const SET_SLOT: i64 = 20000;
const RESET_SLOT: i64 = 2900;
const CLEAR_REFUND: i64 = 4800;
const STIPEND: i64 = 2300;

let count: u32 = 0;
let bits: u32 = 0;
let most: u32 = 0;

export function resetSlots(): void {
  most = (slotsEnd - slots) / SLOT_SIZE;
  bits = indexStart(most);
  count = 0;
  memory.fill(slotIndex, 0, 4 << bits);
}

export function slotCount(): u32 {
  return count;
}

/** Places of the index. */
export function slotPlaces(): u32 {
  return u32(1) << bits;
}

export function slotId(slot: u32): u32 {
  return (slot - slots) / SLOT_SIZE;
}

export function slotOfId(id: u32): u32 {
  return slots + id * SLOT_SIZE;
}

function place(a: u64, b: u64, c: u64, d: u64, account: u32): u32 {
  return u32(spreadSlot(a, b, c, d, account) >> (64 - bits));
}

/** Where in the index a slot is, or would be. */
function find(account: u32, key: u32): u32 {
  const a = load<u64>(key);
  const b = load<u64>(key, 8);
  const c = load<u64>(key, 16);
  const d = load<u64>(key, 24);
  const mask: u32 = (u32(1) << bits) - 1;
  let i = place(a, b, c, d, account);
  while (true) {
    const id = load<u32>(slotIndex + (i << 2));
    if (id == 0) return i;
    const entry = slots + (id - 1) * SLOT_SIZE;
    if (
      load<u64>(entry) == a &&
      load<u64>(entry, 8) == b &&
      load<u64>(entry, 16) == c &&
      load<u64>(entry, 24) == d &&
      load<u32>(entry, SLOT_ACCOUNT) == account
    )
      return i;
    i = (i + 1) & mask;
  }
}

/** The entry at the first place of a slot in the index: its own as a rule, another's, or 0. */
export function likelySlot(account: u32, key: u32): u32 {
  const i = place(load<u64>(key), load<u64>(key, 8), load<u64>(key, 16), load<u64>(key, 24), account);
  const id = load<u32>(slotIndex + (i << 2));
  return id == 0 ? 0 : slots + (id - 1) * SLOT_SIZE;
}

/** The slot of an account by the key at `key`; its entry is made when there is none. */
export function slotAt(account: u32, key: u32): u32 {
  const i = find(account, key);
  const id = load<u32>(slotIndex + (i << 2));
  if (id != 0) return slots + (id - 1) * SLOT_SIZE;
  if (count >= most - HISTORY_SLOTS) {
    raiseFault(FAULT_SLOTS);
    // As with accounts: an entry behind the table stands in.
    return slotOfId(most);
  }
  return insert(account, key, count, i);
}

/** The slot of an account by the key at `key` when the table has it, otherwise 0. */
export function knownSlot(account: u32, key: u32): u32 {
  const id = load<u32>(slotIndex + (find(account, key) << 2));
  return id == 0 ? 0 : slotOfId(id - 1);
}

/** The same for a slot of EIP-2935's history, for which there is room when transactions find none. */
export function historySlotAt(account: u32, key: u32): u32 {
  const i = find(account, key);
  const id = load<u32>(slotIndex + (i << 2));
  if (id != 0) return slots + (id - 1) * SLOT_SIZE;
  return count < most ? insert(account, key, count, i) : slotAt(account, key);
}

/** The slot with this id, account and key, its entry made when the id is free; 0 when the id is another's or too high. */
export function placeSlot(id: u32, account: u32, key: u32): u32 {
  const i = find(account, key);
  const known = load<u32>(slotIndex + (i << 2));
  if (known != 0) return known - 1 == id ? slotOfId(id) : 0;
  // No account's entry lies at 0, so an entry of no account is free.
  if (id >= most || (id < count && load<u32>(slotOfId(id), SLOT_ACCOUNT) != 0)) return 0;
  if (id > count) memory.fill(slotOfId(count), 0, (id - count) * SLOT_SIZE);
  return insert(account, key, id, i);
}

function insert(account: u32, key: u32, id: u32, i: u32): u32 {
  const entry = slotOfId(id);
  memory.fill(entry, 0, SLOT_SIZE);
  copyWord(key, entry);
  store<u32>(entry, account, SLOT_ACCOUNT);
  store<u32>(slotIndex + (i << 2), id + 1);
  if (id >= count) count = id + 1;
  if (count * 5 > u32(3) << bits) grow();
  return entry;
}

/** Takes the entries from id `kept` on out again, the newest first, as with accounts. */
export function forgetSlots(kept: u32): void {
  while (count > kept) {
    count--;
    const entry = slotOfId(count);
    store<u32>(slotIndex + (find(load<u32>(entry, SLOT_ACCOUNT), entry) << 2), 0);
  }
}

/** As with accounts. */
export function returnSlot(from: u32): u32 {
  const entry = slotOfId(count);
  memory.copy(entry, from, SLOT_SIZE);
  store<u32>(slotIndex + (find(load<u32>(entry, SLOT_ACCOUNT), entry) << 2), ++count);
  return entry;
}

function grow(): void {
  if (bits >= indexBits(most)) return;
  bits++;
  memory.fill(slotIndex, 0, 4 << bits);
  const mask: u32 = (u32(1) << bits) - 1;
  for (let id: u32 = 1; id <= count; id++) {
    const at = slots + (id - 1) * SLOT_SIZE;
    if (load<u32>(at, SLOT_ACCOUNT) == 0) continue;
    let i = place(
      load<u64>(at),
      load<u64>(at, 8),
      load<u64>(at, 16),
      load<u64>(at, 24),
      load<u32>(at, SLOT_ACCOUNT),
    );
    while (load<u32>(slotIndex + (i << 2)) != 0) i = (i + 1) & mask;
    store<u32>(slotIndex + (i << 2), id);
  }
}

/** Marks the slot as accessed; returns whether it was before (EIP-2929). */
export function warmSlot(slot: u32): bool {
  if (load<u32>(slot, SLOT_WARM) == transactionNumber) return true;
  journalWarm(slot + SLOT_WARM);
  if (isLearning) noteAccess(load<u32>(slot, SLOT_ACCOUNT), slot + SLOT_KEY);
  store<u32>(slot, transactionNumber, SLOT_WARM);
  return false;
}

/** The journal's first entry for this slot in this transaction, or 0 when it was not written. */
function firstEntry(slot: u32): u32 {
  const at = load<u32>(slot, SLOT_FIRST);
  // A pointer left by another transaction or by an undone write fails one of these.
  if (at < journal || at >= journalTop) return 0;
  return load<u32>(at) == ENTRY_SLOT && load<u32>(at, 4) == slot ? at : 0;
}

/** To be called before a slot's value is changed. */
export function changeSlot(slot: u32): void {
  const first = firstEntry(slot);
  const at = journalSlot(slot);
  if (first == 0) store<u32>(slot, at, SLOT_FIRST);
  noteSlot(slot, slot + SLOT_DIRTY);
}

/** Whether the journal's entry at `at` is the first of its slot. */
export function isFirstEntry(at: u32): bool {
  return load<u32>(load<u32>(at, 4), SLOT_FIRST) == at;
}

/** SLOAD: gas → gas. */
export function storageLoad(f: u32, key: u32, out: u32, gas: i64): i64 {
  const slot = slotAt(load<u32>(f, FRAME_ACCOUNT), key);
  gas -= warmSlot(slot) ? WARM_ACCESS : COLD_SLOT;
  if (gas < 0) return -1;
  if (slot == pendingSlot) settleBlockHash();
  copyWord(slot + SLOT_VALUE, out);
  return gas;
}

/** SSTORE: gas → gas. EIP-2200 with the prices of EIP-2929 and the refunds of EIP-3529. */
export function storageStore(f: u32, key: u32, value: u32, gas: i64): i64 {
  if (load<u32>(f, FRAME_STATIC) != 0 || gas <= STIPEND) return -1;
  const slot = slotAt(load<u32>(f, FRAME_ACCOUNT), key);
  if (fault() != 0) return -1;
  if (slot == pendingSlot) settleBlockHash();
  let cost: i64 = warmSlot(slot) ? 0 : COLD_SLOT;
  const current = slot + SLOT_VALUE;
  if (equals(current, value)) {
    gas -= cost + WARM_ACCESS;
    return gas < 0 ? -1 : gas;
  }
  const first = firstEntry(slot);
  const original = first == 0 ? current : first + 8;
  const wasZero = isZero(original);
  const becomesZero = isZero(value);
  if (equals(current, original)) {
    cost += wasZero ? SET_SLOT : RESET_SLOT;
    if (gas < cost) return -1;
    if (!wasZero && becomesZero) addRefund(CLEAR_REFUND);
  } else {
    cost += WARM_ACCESS;
    if (gas < cost) return -1;
    if (!wasZero) {
      if (isZero(current)) addRefund(-CLEAR_REFUND);
      else if (becomesZero) addRefund(CLEAR_REFUND);
    }
    if (equals(original, value)) addRefund(wasZero ? SET_SLOT - WARM_ACCESS : RESET_SLOT - WARM_ACCESS);
  }
  changeSlot(slot);
  copyWord(value, current);
  return gas - cost;
}

/** Sets a slot outside any transaction's rules, as the state at start has it. `key`, `value`: words. */
export function putSlot(account: u32, key: u32, value: u32): void {
  setSlot(slotAt(account, key), value);
}

/** The same for a slot of EIP-2935's history. */
export function putHistorySlot(account: u32, key: u32, value: u32): void {
  setSlot(historySlotAt(account, key), value);
}

/** Sets a slot outside any transaction; undoing the block undoes it. */
export function setSlot(slot: u32, value: u32): void {
  // What stands in for a slot when the table is full must not be counted.
  if (fault() != 0) return;
  const was = isZero(slot + SLOT_VALUE);
  noteSlot(slot, slot + SLOT_DIRTY);
  copyWord(value, slot + SLOT_VALUE);
  countSlot(load<u32>(slot, SLOT_ACCOUNT), was, isZero(value));
}

/** Keeps an account's number of nonzero slots. */
export function countSlot(account: u32, wasZero: bool, isZero: bool): void {
  if (wasZero == isZero) return;
  store<u32>(account, load<u32>(account, ACCOUNT_SLOTS) + (isZero ? u32(-1) : u32(1)), ACCOUNT_SLOTS);
}

// ---- EIP-1153. An entry: key word, value word, account, transaction. An entry of another transaction is free.
const TRANSIENT_VALUE: u32 = 32;
const TRANSIENT_ACCOUNT: u32 = 64;
const TRANSIENT_STAMP: u32 = 68;
let transientCount: u32 = 0;
let transientStamp: u32 = 0;

function transientAt(f: u32, key: u32, insert: bool): u32 {
  if (transientStamp != transactionNumber) {
    transientStamp = transactionNumber;
    transientCount = 0;
  }
  const account = load<u32>(f, FRAME_ACCOUNT);
  const mask: u32 = (u32(1) << transientBits) - 1;
  const hash = spreadSlot(load<u64>(key), load<u64>(key, 8), load<u64>(key, 16), load<u64>(key, 24), account);
  let i = u32(hash >> (64 - u64(transientBits)));
  while (true) {
    const entry = transients + i * TRANSIENT_SIZE;
    if (load<u32>(entry, TRANSIENT_STAMP) != transactionNumber) {
      if (!insert) return 0;
      if (transientCount * 4 >= mask * 3) {
        raiseFault(FAULT_TRANSIENTS);
        return 0;
      }
      transientCount++;
      copyWord(key, entry);
      clearWord(entry + TRANSIENT_VALUE);
      store<u32>(entry, account, TRANSIENT_ACCOUNT);
      store<u32>(entry, transactionNumber, TRANSIENT_STAMP);
      return entry;
    }
    if (load<u32>(entry, TRANSIENT_ACCOUNT) == account && equals(entry, key)) return entry;
    i = (i + 1) & mask;
  }
}

/** Forgets every stamp, when the numbers of transactions begin again. */
export function clearTransients(): void {
  memory.fill(transients, 0, TRANSIENT_SIZE << transientBits);
  transientStamp = 0;
}

/** TLOAD; its 100 gas are charged by the caller. */
export function transientLoad(f: u32, key: u32, out: u32): void {
  const entry = transientAt(f, key, false);
  if (entry == 0) clearWord(out);
  else copyWord(entry + TRANSIENT_VALUE, out);
}

/** TSTORE: gas → gas; its 100 gas are charged by the caller. */
export function transientStore(f: u32, key: u32, value: u32, gas: i64): i64 {
  if (load<u32>(f, FRAME_STATIC) != 0) return -1;
  const entry = transientAt(f, key, true);
  if (entry == 0) return -1;
  journalTransient(entry + TRANSIENT_VALUE);
  copyWord(value, entry + TRANSIENT_VALUE);
  return gas;
}
