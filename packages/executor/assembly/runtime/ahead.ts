// Reading ahead: what a group of transactions will surely or probably read is brought into the processor's caches before the
// first of them is executed, so that its waits for memory overlap instead of following one another. Changes nothing but
// the memory of hashes.
import { likelyAccount } from "./accounts";
import { rememberedHash } from "./memory";
import {
  FORMULA_FIRST,
  FORMULA_FIRST_KEY,
  FORMULA_NESTED,
  FORMULA_SECOND,
  FORMULA_SECOND_KEY,
  FORMULA_SLOT,
  PATTERN_ACCOUNT,
  PATTERN_OFFSET,
  PATTERN_SIZE,
  isProven,
  patternCount,
  patternsOf,
  setSources,
  sourceBytes,
} from "./patterns";
import { TX_SENDER, TX_SIZE, TX_TO } from "./record";
import { likelySlot } from "./storage";
import { copyWord, wordToBytes } from "./word";

/** Transactions of a group. */
export const GROUP: u32 = 32;

/** u32 each: the accounts of a group, two for each transaction; its slots, at most 16 for each. */
const LIKELY = memory.data(256, 16);
const SLOTS = memory.data(2048, 16);

/** What is hashed, and the hash as a word. */
const PREIMAGE = memory.data(64, 16);
const KEY = memory.data(32, 16);

/** What was read, kept so that no compiler leaves the reading out. */
let sink: u32 = 0;
let slotsRead: u32 = 0;

/** Slots read ahead so far, modulo 2^32. */
export function slotsReadAhead(): u32 {
  return slotsRead;
}

/** Reads what `count` records from `record` on, GROUP at most, will need. */
export function readAhead(record: u32, count: u32): void {
  const accountsEnd = LIKELY + (count << 3);
  let tx = record;
  for (let at = LIKELY; at < accountsEnd; at += 8) {
    store<u32>(at, likelyAccount(tx + TX_SENDER));
    store<u32>(at, likelyAccount(tx + TX_TO), 4);
    tx += load<u32>(tx, TX_SIZE);
  }
  for (let at = LIKELY; at < accountsEnd; at += 4) touch(load<u32>(at), 84);

  let slotsEnd = SLOTS;
  tx = record;
  for (let i: u32 = 0; i < count; i++) {
    slotsEnd = guessSlots(tx, slotsEnd);
    tx += load<u32>(tx, TX_SIZE);
  }
  for (let at = SLOTS; at < slotsEnd; at += 4) touch(load<u32>(at), 64);
  slotsRead += (slotsEnd - SLOTS) >> 2;
}

/** Reads an entry, which lies across two lines of a cache; `last`: an offset in the second. */
function touch(entry: u32, last: u32): void {
  if (entry != 0) sink ^= load<u32>(entry) ^ load<u32>(entry + last);
}

/** Writes the slots that a transaction will probably touch to `to`; returns the end of them. */
function guessSlots(tx: u32, to: usize): usize {
  let pattern = patternsOf(tx);
  const end = pattern + patternCount() * PATTERN_SIZE;
  if (pattern < end) setSources(tx);
  for (; pattern < end; pattern += PATTERN_SIZE) {
    if (!isProven(pattern) || !computeKey(pattern)) continue;
    store<u32>(to, likelySlot(load<u32>(pattern, PATTERN_ACCOUNT), KEY));
    to += 4;
  }
  return to;
}

/** Computes a pattern's key for the transaction of `setSources`; false when that lacks a word. */
function computeKey(pattern: u32): bool {
  const first = sourceBytes(load<u32>(pattern, FORMULA_FIRST), pattern + FORMULA_FIRST_KEY);
  const second = sourceBytes(load<u32>(pattern, FORMULA_SECOND), pattern + FORMULA_SECOND_KEY);
  if (first == 0 || second == 0) return false;
  copyWord(first, PREIMAGE);
  copyWord(pattern + FORMULA_SLOT, PREIMAGE + 32);
  rememberedHash(PREIMAGE, KEY);
  if (load<u32>(pattern, FORMULA_NESTED) != 0) {
    copyWord(second, PREIMAGE);
    wordToBytes(KEY, PREIMAGE + 32);
    rememberedHash(PREIMAGE, KEY);
  }
  // A carry is left out: it would be a wrong guess once in 2^60 times.
  store<u64>(KEY, load<u64>(KEY) + u64(load<u32>(pattern, PATTERN_OFFSET)));
  return true;
}
