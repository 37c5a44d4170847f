// What one transaction changed, so that a frame can be undone. Entries are 64 bytes: kind, subject, what was there.
import { FAULT_JOURNAL, fault, raiseFault } from "./fault";
import { journal, journalEnd } from "./regions";
import { SLOT_VALUE } from "./storage";
import { copyWord } from "./word";

export const ENTRY_SIZE: u32 = 64;
/**
 * Bytes kept free in the journal and in the list for undoing a block: once a fault is raised, what is changed before the
 * running operation sees it is still recorded. No operation makes more than eight entries without looking.
 */
export const ENTRY_RESERVE: u32 = 16 * ENTRY_SIZE;
/** Takes an entry for which there is no room at all, so that it overwrites none; nothing reads it. */
export const SPARE_ENTRY = memory.data(64, 16);
/** Subject: account. Data: the 56 bytes of its state. */
export const ENTRY_ACCOUNT: u32 = 1;
/** Subject: slot. Data: its value. */
export const ENTRY_SLOT: u32 = 2;
/** Subject: address of a stamp. Data: the stamp. */
export const ENTRY_WARM: u32 = 3;
/** Subject: address of a transient value. Data: the value. */
export const ENTRY_TRANSIENT: u32 = 4;
/** Subject: account that was touched without being changed (EIP-161). */
export const ENTRY_TOUCH: u32 = 5;

/** Bytes of an account's state, from its start. */
export const ACCOUNT_STATE_SIZE: u32 = 56;

export let journalTop: u32 = 0;

export function resetJournal(): void {
  journalTop = journal;
}

function push(kind: u32, subject: u32): u32 {
  const at = journalTop;
  if (at + ENTRY_SIZE + ENTRY_RESERVE > journalEnd) {
    raiseFault(FAULT_JOURNAL);
    if (at + ENTRY_SIZE > journalEnd) return SPARE_ENTRY;
  }
  journalTop = at + ENTRY_SIZE;
  store<u32>(at, kind);
  store<u32>(at, subject, 4);
  return at;
}

export function journalAccount(account: u32): void {
  memory.copy(push(ENTRY_ACCOUNT, account) + 8, account, ACCOUNT_STATE_SIZE);
}

/** Returns the entry. */
export function journalSlot(slot: u32): u32 {
  const at = push(ENTRY_SLOT, slot);
  copyWord(slot + SLOT_VALUE, at + 8);
  return at;
}

// Stamps and transient values mean nothing after a fault: the reserve is not for them.
export function journalWarm(stamp: u32): void {
  if (fault() != 0) return;
  store<u32>(push(ENTRY_WARM, stamp), load<u32>(stamp), 8);
}

export function journalTransient(value: u32): void {
  if (fault() != 0) return;
  copyWord(value, push(ENTRY_TRANSIENT, value) + 8);
}

export function journalTouch(account: u32): void {
  if (fault() != 0) return;
  push(ENTRY_TOUCH, account);
}

/** Undoes everything after `mark`, the newest first. */
export function revertJournal(mark: u32): void {
  while (journalTop > mark) {
    journalTop -= ENTRY_SIZE;
    restore(journalTop);
  }
}

/** Puts back what the entry at `at` kept. */
export function restore(at: u32): void {
  const subject = load<u32>(at, 4);
  switch (load<u32>(at)) {
    case ENTRY_ACCOUNT:
      memory.copy(subject, at + 8, ACCOUNT_STATE_SIZE);
      break;
    case ENTRY_SLOT:
      copyWord(at + 8, subject + SLOT_VALUE);
      break;
    case ENTRY_WARM:
      store<u32>(subject, load<u32>(at, 8));
      break;
    case ENTRY_TRANSIENT:
      copyWord(at + 8, subject);
      break;
  }
}
