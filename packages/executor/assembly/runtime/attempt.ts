// What the tables were when a transaction began, so that one that meets a limit of this machine is taken out again: state,
// tables, lists and what is pending are as if it had never been tried, and the block goes on without it.
import {
  ACCOUNT_CODE,
  ACCOUNT_CREATED,
  ACCOUNT_DESTROYED,
  ACCOUNT_DIRTY,
  accountCount,
  dirtyListEnd,
  forgetAccounts,
  shortenLists,
  undoListEnd,
} from "./accounts";
import { forgetCodes, freshCodesEnd } from "./codes";
import { isCounted, moveUser } from "./codeUsers";
import { FAULT_PRECOMPILES, fault, settleFault } from "./fault";
import { ENTRY_SIZE, ENTRY_SLOT, resetJournal, restore, revertJournal } from "./journal";
import { pendingSlot, restorePending } from "./parentHash";
import { beginTransactionPrecompiles } from "./precompiles";
import { journal } from "./regions";
import { SLOT_ACCOUNT, SLOT_DIRTY, SLOT_VALUE, countSlot, forgetSlots, slotCount } from "./storage";
import { CAPACITY_EXCEEDED, PRECOMPILE_GAS_EXCEEDED } from "./validity";
import { isZero } from "./word";

let accountsBefore: u32 = 0;
let slotsBefore: u32 = 0;
let codesBefore: u32 = 0;
let dirtyBefore: u32 = 0;
let undoBefore: u32 = 0;
let pendingBefore: u32 = 0;

/** Begins a transaction, before anything is looked up for it. */
export function beginAttempt(isDeposit: bool): void {
  resetJournal();
  beginTransactionPrecompiles(isDeposit);
  accountsBefore = accountCount();
  slotsBefore = slotCount();
  codesBefore = freshCodesEnd();
  dirtyBefore = dirtyListEnd();
  undoBefore = undoListEnd();
  pendingBefore = pendingSlot;
}

/** Takes the transaction that raised a fault out again. Its slots must not have been counted yet. @returns Why. */
export function undoAttempt(): i32 {
  const verdict = fault() == FAULT_PRECOMPILES ? PRECOMPILE_GAS_EXCEEDED : CAPACITY_EXCEEDED;
  revertJournal(journal);
  undoNotes(undoBefore);
  shortenLists(dirtyBefore, undoBefore);
  restorePending(pendingBefore);
  forgetSlots(slotsBefore);
  forgetAccounts(accountsBefore);
  forgetCodes(codesBefore);
  settleFault();
  return verdict;
}

/** Puts back what the list for undoing a block holds from `mark` on, the newest first; to be noted anew when it changes. */
export function undoNotes(mark: u32): void {
  for (let at = undoListEnd(); at > mark;) {
    at -= ENTRY_SIZE;
    const subject = load<u32>(at, 4);
    const isSlot = load<u32>(at) == ENTRY_SLOT;
    if (isSlot) countSlot(load<u32>(subject, SLOT_ACCOUNT), isZero(subject + SLOT_VALUE), isZero(at + 8));
    const code = isSlot ? 0 : load<u32>(subject, ACCOUNT_CODE);
    restore(at);
    if (isSlot) store<u32>(subject, 0, SLOT_DIRTY);
    else {
      store<u32>(subject, 0, ACCOUNT_DIRTY);
      // Stamps of earlier transactions; their numbers may have begun again since.
      store<u32>(subject, 0, ACCOUNT_CREATED);
      store<u32>(subject, 0, ACCOUNT_DESTROYED);
      if (isCounted(at)) moveUser(code, load<u32>(subject, ACCOUNT_CODE));
    }
  }
}
