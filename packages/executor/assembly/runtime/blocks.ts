// Blocks: beginning one, undoing one, and the change records that the state tree, the log and the snapshots read.
import {
  ACCOUNT_ADDRESS,
  ACCOUNT_CODE,
  ACCOUNT_EXISTS,
  ACCOUNT_NONCE,
  accountId,
  dirtyListEnd,
  forgetUndo,
  nextFlush,
  undoListEnd,
} from "./accounts";
import {
  ACCOUNT_RECORD,
  CODE_HEADER,
  KIND_ACCOUNT,
  KIND_CODE,
  KIND_SLOT,
  KIND_TRANSACTION,
  SLOT_RECORD,
  TRANSACTION_RECORD,
} from "./changeRecords";
import {
  CODE_ANNOUNCED,
  CODE_BYTES,
  CODE_LENGTH,
  announceCode,
  codeEntry,
  nextAnnouncements,
  undoAnnouncements,
} from "./codes";
import { FAULT_CHANGES, clearFault, fault, raiseFault } from "./fault";
import { ENTRY_SIZE, ENTRY_SLOT, restore } from "./journal";
import { addressToBytes } from "./limbs";
import { isZero, wordToBytes } from "./word";
import { resetReceipts } from "./receipts";
import { changes, changesEnd, dirty, slots, undo } from "./regions";
import {
  SLOT_ACCOUNT,
  SLOT_DIRTY,
  SLOT_KEY,
  SLOT_VALUE,
  countSlot,
  slotCount,
  slotId,
  slotOfId,
} from "./storage";
import { resetBlockGas } from "./transaction";

let top: u32 = 0;

/** Begins a block: empty receipts, empty change records, nothing to undo. */
export function beginBlock(): void {
  clearFault();
  resetBlockGas();
  resetReceipts();
  nextAnnouncements();
  top = changes;
  nextFlush(slots, slotOfId(slotCount()), SLOT_DIRTY);
  forgetUndo();
}

/** Undoes every change since `beginBlock`. */
export function undoBlock(): void {
  for (let at = undoListEnd(); at > undo;) {
    at -= ENTRY_SIZE;
    const slot = load<u32>(at, 4);
    const isSlot = load<u32>(at) == ENTRY_SLOT;
    if (isSlot) countSlot(load<u32>(slot, SLOT_ACCOUNT), isZero(slot + SLOT_VALUE), isZero(at + 8));
    restore(at);
  }
  undoAnnouncements();
  beginBlock();
}

/** Appends the records of all accounts and slots changed since the last call; codes that are new come first. */
export function writeChanges(): void {
  for (let at = dirty; at < dirtyListEnd(); at += 4) {
    const tagged = load<u32>(at);
    if ((tagged & 1) != 0) writeSlot(tagged & ~1);
    else writeAccount(tagged);
  }
  nextFlush(slots, slotOfId(slotCount()), SLOT_DIRTY);
}

/** Appends the record that ends a transaction, after which the tree notes its root. */
export function endTransactionChanges(index: u32): void {
  writeChanges();
  const at = room(TRANSACTION_RECORD);
  store<u32>(at, KIND_TRANSACTION);
  store<u32>(at, index, 4);
}

export function changesSize(): u32 {
  return top - changes;
}

function room(size: u32): u32 {
  if (u64(top) + size > u64(changesEnd)) {
    raiseFault(FAULT_CHANGES);
    return changes;
  }
  const at = top;
  top += size;
  memory.fill(at, 0, size);
  return at;
}

function writeAccount(account: u32): void {
  const code = codeEntry(load<u32>(account, ACCOUNT_CODE));
  if (load<u32>(code, CODE_ANNOUNCED) == 0) writeCode(code);
  const at = room(ACCOUNT_RECORD);
  store<u32>(at, KIND_ACCOUNT);
  store<u32>(at, accountId(account), 4);
  addressToBytes(account + ACCOUNT_ADDRESS, at + 8);
  store<u32>(at, load<u32>(account, ACCOUNT_EXISTS) == 0 ? 1 : 0, 28);
  store<u64>(at, bswap<u64>(load<u64>(account, ACCOUNT_NONCE)), 32);
  wordToBytes(account, at + 40);
  memory.copy(at + 72, code, 32);
}

function writeSlot(slot: u32): void {
  const at = room(SLOT_RECORD);
  store<u32>(at, KIND_SLOT);
  store<u32>(at, slotId(slot), 4);
  addressToBytes(load<u32>(slot, SLOT_ACCOUNT) + ACCOUNT_ADDRESS, at + 8);
  wordToBytes(slot + SLOT_KEY, at + 28);
  wordToBytes(slot + SLOT_VALUE, at + 60);
}

function writeCode(code: u32): void {
  const size = load<u32>(code, CODE_LENGTH);
  const at = room(CODE_HEADER + ((size + 7) & ~7));
  if (fault() != 0) return;
  announceCode(code);
  store<u32>(at, KIND_CODE);
  store<u32>(at, size, 8);
  memory.copy(at + 16, code, 32);
  memory.copy(at + CODE_HEADER, load<u32>(code, CODE_BYTES), size);
}
