// Blocks: beginning one, undoing one, and the change records that the state tree, the log and the snapshots read.
import {
  ACCOUNT_ADDRESS,
  ACCOUNT_CODE,
  ACCOUNT_EXISTS,
  ACCOUNT_NONCE,
  accountCount,
  accountId,
  dirtyListEnd,
  forgetAccounts,
  forgetUndo,
  nextFlush,
} from "./accounts";
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
import { undoNotes } from "./attempt";
import {
  CODE_BYTES,
  CODE_DELEGATION,
  CODE_LENGTH,
  DELEGATION_SIZE,
  codeEntry,
  codesUntold,
  forgetCodes,
  isTold,
  tell,
} from "./codes";
import { countUsers, dropIdleCodes } from "./codeUsers";
import { FAULT_CHANGES, clearFault, fault, raiseFault } from "./fault";
import { revertJournal } from "./journal";
import { addressToBytes } from "./limbs";
import { forgetBlockHash } from "./parentHash";
import { beginBlockPrecompiles } from "./precompiles";
import { resetReceipts } from "./receipts";
import { dropUnused, settleTables } from "./reclaim";
import { changes, changesEnd, dirty, freshCodes, journal, slots, undo } from "./regions";
import {
  SLOT_ACCOUNT,
  SLOT_DIRTY,
  SLOT_KEY,
  SLOT_VALUE,
  forgetSlots,
  slotCount,
  slotId,
  slotOfId,
} from "./storage";
import { resetBlockGas } from "./transaction";
import { wordToBytes } from "./word";

let top: u32 = 0;
/** Sizes of the tables when the block began. */
let accountsBefore: u32 = 0;
let slotsBefore: u32 = 0;

/** Begins a block: empty receipts, empty change records, nothing to undo. */
export function beginBlock(): void {
  clearFault();
  resetBlockGas();
  beginBlockPrecompiles();
  resetReceipts();
  top = changes;
  nextFlush(slots, slotOfId(slotCount()), SLOT_DIRTY);
  dropIdleCodes();
  forgetUndo();
  settleTables();
  accountsBefore = accountCount();
  slotsBefore = slotCount();
}

/** Undoes every change since `beginBlock`, and takes what came into the tables since then out of them. */
export function undoBlock(): void {
  // A transaction that a trap of the machine broke off has not counted its slots yet.
  revertJournal(journal);
  undoNotes(undo);
  forgetBlockHash();
  forgetSlots(slotsBefore);
  forgetAccounts(accountsBefore);
  forgetCodes(freshCodes);
  forgetUndo();
  beginBlock();
}

/** Appends the records of all accounts and slots changed since the last call; codes that are new come first. */
export function writeChanges(): void {
  if (fault() == 0) dropUnused();
  countUsers();
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

/** Raises a fault when the records of what changed so far would not fit: the transaction that caused it is still undone. */
export function checkChanges(): void {
  const changed = u64(dirtyListEnd() - dirty) >> 2;
  const size = changed * ACCOUNT_RECORD + codesUntold() + TRANSACTION_RECORD;
  if (u64(top) + size > u64(changesEnd)) raiseFault(FAULT_CHANGES);
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
  if (!isTold(code)) writeCode(code);
  const at = room(ACCOUNT_RECORD);
  store<u32>(at, KIND_ACCOUNT);
  store<u32>(at, accountId(account), 4);
  writeAccountFields(account, at);
}

/** The fields of an account's record behind its id; the bytes at `at` are zero. */
export function writeAccountFields(account: u32, at: u32): void {
  const code = codeEntry(load<u32>(account, ACCOUNT_CODE));
  const isDelegation = load<u32>(code, CODE_DELEGATION) != 0;
  addressToBytes(account + ACCOUNT_ADDRESS, at + 8);
  store<u32>(
    at,
    (load<u32>(account, ACCOUNT_EXISTS) == 0 ? ABSENT : 0) | (isDelegation ? DELEGATING : 0),
    28,
  );
  store<u64>(at, bswap<u64>(load<u64>(account, ACCOUNT_NONCE)), 32);
  wordToBytes(account, at + 40);
  if (isDelegation) memory.copy(at + 72, load<u32>(code, CODE_BYTES), DELEGATION_SIZE);
  else memory.copy(at + 72, code, 32);
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
  tell(code);
  store<u32>(at, KIND_CODE);
  store<u32>(at, size, 8);
  memory.copy(at + 16, code, 32);
  memory.copy(at + CODE_HEADER, load<u32>(code, CODE_BYTES), size);
}
