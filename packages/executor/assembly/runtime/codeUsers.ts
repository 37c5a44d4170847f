// Which codes accounts have. A contract keeps its code for ever, but a delegation (EIP-7702) is replaced at will, and what a
// reverted or destroyed creation left is nobody's: such codes leave the table when the next block begins.
import { ACCOUNT_CODE, undoListEnd } from "./accounts";
import {
  CODE_DELEGATION,
  CODE_USERS,
  codeEntry,
  dropCode,
  freshCode,
  freshCodesEnd,
  settleCodes,
} from "./codes";
import { ENTRY_ACCOUNT, ENTRY_SIZE } from "./journal";
import { freshCodes, undo } from "./regions";

/** The list for undoing a block is counted up to here. */
let counted: u32 = 0;

/** Forgets what was counted; the list has been emptied. */
export function resetUsers(): void {
  counted = undo;
}

/** Counts what changed since the last time, from what accounts were and what they are. */
export function countUsers(): void {
  for (let at = counted; at < undoListEnd(); at += ENTRY_SIZE) {
    if (load<u32>(at) != ENTRY_ACCOUNT) continue;
    moveUser(codeBefore(at), load<u32>(load<u32>(at, 4), ACCOUNT_CODE));
  }
  counted = undoListEnd();
}

/** The code an account had, from its entry in the list for undoing a block. */
function codeBefore(at: u32): u32 {
  return load<u32>(at, 8 + ACCOUNT_CODE);
}

/** Whether the entry at `at` of the list was counted. */
export function isCounted(at: u32): bool {
  return at < counted;
}

/** An account has the code `to` instead of `from`. */
export function moveUser(from: u32, to: u32): void {
  if (from == to) return;
  if (from != 0) addUsers(from, u32(-1));
  if (to != 0) addUsers(to, 1);
}

function addUsers(code: u32, more: u32): void {
  const entry = codeEntry(code);
  store<u32>(entry, load<u32>(entry, CODE_USERS) + more, CODE_USERS);
}

/** Ends a block that cannot be undone any more: the codes it brought or took from accounts go when no account has them. */
export function dropIdleCodes(): void {
  countUsers();
  for (let at = undo; at < undoListEnd(); at += ENTRY_SIZE)
    if (load<u32>(at) == ENTRY_ACCOUNT) dropIfIdle(codeBefore(at));
  for (let at = freshCodes; at < freshCodesEnd(); at += 4) dropIfIdle(freshCode(at));
  settleCodes();
  counted = undo;
}

function dropIfIdle(code: u32): void {
  // A free entry counts as used.
  if (code != 0 && load<u32>(codeEntry(code), CODE_USERS) == 0) dropCode(code);
}

/** Loads an account's code. A delegation that it replaces goes at once; another code may still get its account. */
export function replaceLoaded(from: u32, to: u32): void {
  moveUser(from, to);
  if (from != to && load<u32>(codeEntry(from), CODE_DELEGATION) != 0) dropIfIdle(from);
}
