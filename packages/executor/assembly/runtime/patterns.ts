// How transactions of one kind – a contract's code and a selector – find the slots they touch. Solidity keeps what a mapping
// holds for a key at keccak256(key ‖ slot), and most keys are the sender or a word of the calldata: from a few transactions
// it is learned which, so that the slots of the next ones can be read ahead (ahead.ts). Patterns are guesses for the
// processor's caches: they never enter a result, and a wrong one costs a hash.
import { ACCOUNT_CODE, likelyAccount } from "./accounts";
import { addressToBytes, clearWord } from "./limbs";
import { patterns } from "./regions";
import { TX_DATA, TX_DATA_SIZE, TX_SENDER, TX_TO, isCreation } from "./record";
import { copyWord, equals, wordFromBytes } from "./word";

/** Kinds that are remembered, a power of two. A kind: u32 code, selector, number of patterns, transactions seen; its patterns. */
export const KINDS: u32 = 256;
export const PATTERNS_LIMIT: u32 = 16;
export const PATTERN_SIZE: u32 = 128;
export const KIND_SIZE: u32 = 16 + PATTERNS_LIMIT * PATTERN_SIZE;
const KIND_SELECTOR: u32 = 4;
const KIND_COUNT: u32 = 8;
const KIND_SEEN: u32 = 12;

/** A pattern: u32 account's entry, u32 what is added to the hash; the formula of the hash. */
export const PATTERN_ACCOUNT: u32 = 0;
export const PATTERN_OFFSET: u32 = 4;
/** A formula: u32 where the first key comes from, u32 whether a second hash follows, u32 where its key comes from. */
export const FORMULA_FIRST: u32 = 8;
export const FORMULA_NESTED: u32 = 12;
export const FORMULA_SECOND: u32 = 16;
/** u32: in how many transactions that were learned from it was found; one alone may be chance, and is not used. */
const PATTERN_FOUND: u32 = 20;
const FOUND_LEAST: u32 = 2;
/** 32 bytes each: the mapping's slot; the keys, where they are constants. */
export const FORMULA_SLOT: u32 = 32;
export const FORMULA_FIRST_KEY: u32 = 64;
export const FORMULA_SECOND_KEY: u32 = 96;

/** Where a key comes from: nowhere, it is a constant; the sender; a word of the calldata behind the selector. */
export const SOURCE_CONSTANT: u32 = 0;
export const SOURCE_SENDER: u32 = 1;
export const SOURCE_DATA: u32 = 2;
const DATA_WORDS: u32 = 8;
const SELECTOR_SIZE: u32 = 4;

/** The first transactions of a kind are learned from, and then one in so many. */
const LEARNED_AT_FIRST: u32 = 4;
const LEARNED_LATER_MASK: u32 = 255;
/** Fields of a struct lie behind its hash. */
const OFFSETS: u64 = 16;

/** Hashes of the running transaction: the digest as a word, and the formula at the offsets of a pattern. */
const NOTES_LIMIT: u32 = 32;
const NOTE_SIZE: u32 = 160;
const NOTE_FORMULA: u32 = 32;
const NOTES = memory.data(5120, 16);
let noted: u32 = 0;

/** Whether the running transaction is learned from. */
export let isLearning: bool = false;
let kind: u32 = 0;
/** Its sender as 32 bytes, its arguments, and how many whole words they have. */
const SENDER = memory.data(32, 16);
const WORD = memory.data(32, 16);
let words: u32 = 0;
let wordCount: u32 = 0;

/** Forgets every pattern. */
export function resetPatterns(): void {
  memory.fill(patterns, 0, KINDS * KIND_SIZE);
  isLearning = false;
}

function isKind(at: u32, code: u32, selector: u32): bool {
  return load<u32>(at) == code && load<u32>(at, KIND_SELECTOR) == selector;
}

/** Where the kind of a call would be; 0 when the transaction calls no code with arguments. */
function placeOf(tx: u32): u32 {
  if (isCreation(tx) || load<u32>(tx, TX_DATA_SIZE) < SELECTOR_SIZE) return 0;
  const account = likelyAccount(tx + TX_TO);
  const code = account == 0 ? 0 : load<u32>(account, ACCOUNT_CODE);
  if (code == 0) return 0;
  const selector = load<u32>(tx + load<u32>(tx, TX_DATA));
  // Masked, because a remainder of what the compiler takes for a signed number may be negative.
  const at = patterns + (((code * 0x9e3779b1) ^ selector) & (KINDS - 1)) * KIND_SIZE;
  if (!isKind(at, code, selector)) {
    store<u32>(at, code);
    store<u32>(at, selector, KIND_SELECTOR);
    store<u32>(at, 0, KIND_COUNT);
    store<u32>(at, 0, KIND_SEEN);
  }
  return at;
}

/** Says what the sources of keys are in this transaction. */
export function setSources(tx: u32): void {
  clearWord(SENDER);
  addressToBytes(tx + TX_SENDER, SENDER + 12);
  const size = load<u32>(tx, TX_DATA_SIZE);
  words = tx + load<u32>(tx, TX_DATA) + SELECTOR_SIZE;
  wordCount = size < SELECTOR_SIZE ? 0 : min((size - SELECTOR_SIZE) >> 5, DATA_WORDS);
}

/** Where the 32 bytes of a source are in the transaction of `setSources`; 0 when it has not so many words. */
export function sourceBytes(source: u32, constant: u32): u32 {
  if (source == SOURCE_CONSTANT) return constant;
  if (source == SOURCE_SENDER) return SENDER;
  const word = source - SOURCE_DATA;
  return word < wordCount ? words + (word << 5) : 0;
}

/** The patterns of a transaction's kind: where the first is; their number is at `patternCount`. */
export function patternsOf(tx: u32): u32 {
  const at = placeOf(tx);
  found = at == 0 ? 0 : load<u32>(at, KIND_COUNT);
  return at + 16;
}

let found: u32 = 0;

export function patternCount(): u32 {
  return found;
}

/** To be called before a transaction is executed. */
export function beginLearning(tx: u32): void {
  // The host may have broken off the transaction before: nothing has ended its learning then.
  isLearning = false;
  kind = placeOf(tx);
  if (kind == 0) return;
  const seen = load<u32>(kind, KIND_SEEN);
  store<u32>(kind, seen + 1, KIND_SEEN);
  if (seen >= LEARNED_AT_FIRST && (seen & LEARNED_LATER_MASK) != 0) return;
  setSources(tx);
  noted = 0;
  isLearning = true;
}

/** To be called when it is over. */
export function endLearning(): void {
  isLearning = false;
}

function sourceOf(bytes: u32): u32 {
  if (equals(bytes, SENDER)) return SOURCE_SENDER;
  for (let word: u32 = 0; word < wordCount; word++)
    if (equals(bytes, words + (word << 5))) return SOURCE_DATA + word;
  return SOURCE_CONSTANT;
}

/** Whether a formula is one hash, of what is not the same in every transaction. */
function isSingle(formula: u32): bool {
  return load<u32>(formula, FORMULA_NESTED) == 0 && load<u32>(formula, FORMULA_FIRST) != SOURCE_CONSTANT;
}

/** Notes a hash of 64 bytes that the running transaction has made, once however often it is made. `digest`: a word. */
export function noteHash(from: u32, digest: u32): void {
  if (noted == NOTES_LIMIT || noteOf(digest) != 0) return;
  const note = NOTES + noted * NOTE_SIZE;
  const formula = note + NOTE_FORMULA;
  const source = sourceOf(from);
  wordFromBytes(from + 32, WORD);
  const inner = noteOf(WORD);
  // The hash of a constant is a constant itself: what lies in the mapping there is found as in a mapping of its own.
  if (inner != 0 && isSingle(inner + NOTE_FORMULA)) {
    memory.copy(formula, inner + NOTE_FORMULA, PATTERN_SIZE);
    store<u32>(formula, 1, FORMULA_NESTED);
    store<u32>(formula, source, FORMULA_SECOND);
    if (source == SOURCE_CONSTANT) copyWord(from, formula + FORMULA_SECOND_KEY);
  } else {
    memory.fill(formula, 0, PATTERN_SIZE);
    store<u32>(formula, source, FORMULA_FIRST);
    copyWord(from + 32, formula + FORMULA_SLOT);
    if (source == SOURCE_CONSTANT) copyWord(from, formula + FORMULA_FIRST_KEY);
  }
  copyWord(digest, note);
  noted++;
}

/** The newest note whose digest is the word at `word`, or a little below it; 0 when there is none. */
function noteNear(word: u32, within: u64): u32 {
  for (let i = noted; i > 0; i--) {
    const note = NOTES + (i - 1) * NOTE_SIZE;
    const isNear =
      load<u64>(word) - load<u64>(note) < within &&
      load<u64>(word, 8) == load<u64>(note, 8) &&
      load<u64>(word, 16) == load<u64>(note, 16) &&
      load<u64>(word, 24) == load<u64>(note, 24);
    if (isNear) return note;
  }
  return 0;
}

function noteOf(word: u32): u32 {
  return noteNear(word, 1);
}

/** Notes that the running transaction touches a slot for the first time, by its account and key. */
export function noteAccess(account: u32, key: u32): void {
  const note = noteNear(key, OFFSETS);
  if (note == 0) return;
  const pattern = note + NOTE_FORMULA;
  // What depends on nothing is the same for every transaction, and in the caches anyway.
  if ((load<u32>(pattern, FORMULA_FIRST) | load<u32>(pattern, FORMULA_SECOND)) == 0) return;
  store<u32>(pattern, account, PATTERN_ACCOUNT);
  store<u32>(pattern, u32(load<u64>(key) - load<u64>(note)), PATTERN_OFFSET);
  keep(pattern);
}

/** Whether a pattern was found often enough to be used. */
export function isProven(pattern: u32): bool {
  return load<u32>(pattern, PATTERN_FOUND) >= FOUND_LEAST;
}

/** Adds a pattern to the running transaction's kind, in the place of one that is not proven when there is no other. */
function keep(pattern: u32): void {
  const count = load<u32>(kind, KIND_COUNT);
  const first = kind + 16;
  let place: u32 = count < PATTERNS_LIMIT ? first + count * PATTERN_SIZE : 0;
  for (let at = first; at < first + count * PATTERN_SIZE; at += PATTERN_SIZE) {
    const times = load<u32>(at, PATTERN_FOUND);
    // Both are compared whole, and how often one was found is no difference.
    store<u32>(pattern, times, PATTERN_FOUND);
    if (memory.compare(at, pattern, PATTERN_SIZE) == 0) {
      store<u32>(at, times + 1, PATTERN_FOUND);
      return;
    }
    if (place == 0 && times < FOUND_LEAST) place = at;
  }
  if (place == 0) return;
  store<u32>(pattern, 1, PATTERN_FOUND);
  memory.copy(place, pattern, PATTERN_SIZE);
  if (count < PATTERNS_LIMIT) store<u32>(kind, count + 1, KIND_COUNT);
}
