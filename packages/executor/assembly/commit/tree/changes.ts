// Change records as the tree reads them (their layout: spec/state.md, TREE-20). Preparing one writes its leaf's key and
// value hash over what they are made of, so that afterwards all kinds look alike.
import { BLOCK_SIZE, keccak256 } from "../../hash/keccak";
import { freeBlock, hashSoon, padBlocks } from "./hashQueue";
import { writeAccountKey, writeSlotKey } from "./keys";
import { clearWord, copyWord } from "./words";

const KIND_ACCOUNT: u32 = 1;
const KIND_SLOT: u32 = 2;
const KIND_CODE: u32 = 3;
export const KIND_END: u32 = 4;
const KIND_LEAF: u32 = 5;

const RECORD_ID: usize = 4;
const RECORD_PREIMAGE: usize = 8;
const ACCOUNT_FLAGS: usize = 28;
const ACCOUNT_ABSENT: u32 = 1;
/** The account delegates (EIP-7702): its code, 23 bytes, stands in the place of the code hash. */
const ACCOUNT_DELEGATING: u32 = 2;
const ACCOUNT_CODE: usize = 72;
const DELEGATION_SIZE: usize = 23;
const ACCOUNT_VALUE: usize = 32;
const ACCOUNT_VALUE_SIZE: usize = 72;
const ACCOUNT_SIZE: usize = 104;
const SLOT_VALUE: usize = 60;
const SLOT_SIZE: usize = 96;
const CODE_LENGTH: usize = 8;
const CODE_HEADER: usize = 48;
const END_SIZE: usize = 8;
const LEAF_SIZE: usize = 72;

/** What account values are hashed from. */
const VALUE_BLOCKS = memory.data(BLOCK_SIZE << 1, 16);

/** Of a prepared record, and of a leaf's. */
export const CHANGE_KEY: usize = 8;
export const CHANGE_VALUE: usize = 40;

/** Size of the record at `at`; 0 when its kind is unknown or it does not fit the `room` left. */
export function recordSize(at: usize, room: usize): usize {
  if (room < END_SIZE) return 0;
  const kind = load<u32>(at);
  let size: usize = 0;
  if (kind == KIND_ACCOUNT) size = ACCOUNT_SIZE;
  else if (kind == KIND_SLOT) size = SLOT_SIZE;
  else if (kind == KIND_END) size = END_SIZE;
  else if (kind == KIND_LEAF) size = LEAF_SIZE;
  else if (kind == KIND_CODE && room >= CODE_HEADER) {
    const code = <usize>load<u32>(at, CODE_LENGTH);
    if (code > room) return 0;
    size = CODE_HEADER + ((code + 7) & ~7);
  }
  return size > room ? 0 : size;
}

/** Whether the record at `at` changes a leaf. */
export function changesLeaf(at: usize): bool {
  const kind = load<u32>(at);
  return kind != KIND_CODE && kind != KIND_END;
}

/** Prepares the blocks that values are hashed from. */
export function resetChanges(): void {
  padBlocks(VALUE_BLOCKS, ACCOUNT_VALUE_SIZE);
}

/** Prepares a record that changes a leaf: its key and value hash are there once `finishHashes` has been called. */
export function prepareChange(at: usize): void {
  const kind = load<u32>(at);
  if (kind == KIND_SLOT) {
    writeSlotKey(load<u32>(at, RECORD_ID), at + RECORD_PREIMAGE, at + CHANGE_KEY);
    copyWord(at + SLOT_VALUE, at + CHANGE_VALUE);
  } else if (kind == KIND_ACCOUNT) {
    // The value first: the key's place reaches into what it is hashed from.
    prepareValue(at);
    writeAccountKey(load<u32>(at, RECORD_ID), at + RECORD_PREIMAGE, at + CHANGE_KEY);
  }
}

function prepareValue(at: usize): void {
  const flags = load<u32>(at, ACCOUNT_FLAGS);
  if ((flags & ACCOUNT_ABSENT) != 0) {
    clearWord(at + CHANGE_VALUE);
    return;
  }
  if ((flags & ACCOUNT_DELEGATING) != 0) keccak256(at + ACCOUNT_CODE, DELEGATION_SIZE, at + ACCOUNT_CODE);
  const block = freeBlock(VALUE_BLOCKS);
  copyWord(at + ACCOUNT_VALUE, block);
  copyWord(at + ACCOUNT_VALUE + 32, block + 32);
  store<u64>(block, load<u64>(at + ACCOUNT_VALUE, 64), 64);
  hashSoon(block, at + CHANGE_VALUE, 0);
}
