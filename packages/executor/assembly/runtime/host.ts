// What the host calls: setting up, loading state, executing a run of records, reading results.
import { BLOCK_HASHES } from "../../src/vm/runtime/layout";
import {
  ACCOUNT_CODE,
  ACCOUNT_EXISTS,
  ACCOUNT_NONCE,
  accountOf,
  noteAccount,
  resetAccounts,
} from "./accounts";
import { GROUP, readAhead } from "./ahead";
import { endTransactionChanges } from "./blocks";
import { CODE_COMPILED, CODE_HEAT, codeEntry, resetCodes } from "./codes";
import { resetUsers } from "./codeUsers";
import { clearFault } from "./fault";
import { historyAccount, historyKey } from "./history";
import { resetJournal } from "./journal";
import { placeHashMemo } from "./memory";
import { forgetBlockHash } from "./parentHash";
import { resetReceipts } from "./receipts";
import { beginLearning, endLearning, resetPatterns } from "./patterns";
import { TX_SIZE } from "./record";
import { HASH_MEMO_ENTRIES, changes, hashMemo, input, inputEnd, layRegions, receipts } from "./regions";
import { putHistorySlot, resetSlots } from "./storage";
import { executeTransaction } from "./transaction";
import { copyWord } from "./word";

const KEY = memory.data(32, 16);

/**
 * Lays out the memory for the given sizes and empties every table. @returns The bytes laid out, or 0 when they do not
 * fit a 4 GiB memory. Once an instance.
 */
export function initialise(
  memoryBytes: u32,
  workBytes: u32,
  codeByteCount: u32,
  codeCount: u32,
  accountCount: u32,
  slotCount: u32,
): f64 {
  const end = layRegions(memoryBytes, workBytes, codeByteCount, codeCount, accountCount, slotCount);
  if (end != 0) placeHashMemo(hashMemo, HASH_MEMO_ENTRIES);
  return f64(end);
}

/** Empties the state. `chance` seeds the hash tables; it never shows in a result. */
export function reset(chance: u64): void {
  clearFault();
  forgetBlockHash();
  resetAccounts(chance);
  resetSlots();
  resetCodes();
  resetUsers();
  resetJournal();
  resetReceipts();
  resetPatterns();
  memory.fill(BLOCK_HASHES, 0, 256 * 32);
}

export function inputRegion(): u32 {
  return input;
}

export function inputSize(): u32 {
  return inputEnd - input;
}

export function receiptsRegion(): u32 {
  return receipts;
}

export function changesRegion(): u32 {
  return changes;
}

/** Gives an account its state at start. `address`, `balance`: words. @returns The account. */
export function putAccount(address: u32, balance: u32, nonce: u64, code: u32): u32 {
  const account = accountOf(address);
  noteAccount(account);
  copyWord(balance, account);
  store<u64>(account, nonce, ACCOUNT_NONCE);
  store<u32>(account, code, ACCOUNT_CODE);
  store<u32>(account, 1, ACCOUNT_EXISTS);
  return account;
}

/** EIP-2935: remembers the hash (a word) of block `number` where BLOCKHASH and the history contract find it. */
export function putBlockHash(number: u64, hash: u32): void {
  historyKey(number, KEY);
  putHistorySlot(historyAccount(), KEY, hash);
}

/** Index of the first record of a run that could not be executed, and how far the run came, in bytes. */
let stoppedAt: u32 = 0;
let executedBytes: u32 = 0;

/**
 * Executes `count` records that lie one after the other at `at`; stops at the first that cannot be in the block.
 * @param marks Whether each transaction's changes are written at its end, for roots per transaction.
 * @param from Index of the first record in its block.
 * @returns VALID, or the verdict on the record at `executedCount`.
 */
export function executeRecords(at: u32, count: u32, marks: bool, from: u32): i32 {
  const start = at;
  for (let i: u32 = 0; i < count; i++) {
    if (i % GROUP == 0) readAhead(at, min(GROUP, count - i));
    beginLearning(at);
    const verdict = executeTransaction(at);
    endLearning();
    if (verdict != 0) {
      stoppedAt = i;
      executedBytes = at - start;
      return verdict;
    }
    if (marks) endTransactionChanges(from + i);
    at += load<u32>(at, TX_SIZE);
  }
  stoppedAt = count;
  executedBytes = at - start;
  return 0;
}

export function executedCount(): u32 {
  return stoppedAt;
}

export function executedSize(): u32 {
  return executedBytes;
}

/** Index in the table of functions of a code's compiled form; 0 makes it interpreted again. */
export function setCompiled(code: u32, entry: u32): void {
  store<u32>(codeEntry(code), entry, CODE_COMPILED);
}

/** How often the code was entered while interpreted. */
export function heatOf(code: u32): u32 {
  return load<u32>(codeEntry(code), CODE_HEAT);
}
