// Change records as the tree reads them (their layout: spec/state.md, TREE-20). Preparing one writes its leaf's key and
// value hash over what they are made of, so that afterwards all kinds look alike.
import { keccak256 } from "../../hash/keccak";
import { accountKey, slotKey } from "./keys";
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

/** Prepares a record that changes a leaf. */
export function prepareChange(at: usize): void {
  const kind = load<u32>(at);
  if (kind == KIND_LEAF) return;
  const id = load<u32>(at, RECORD_ID);
  if (kind == KIND_SLOT) {
    copyWord(slotKey(id, at + RECORD_PREIMAGE), at + CHANGE_KEY);
    copyWord(at + SLOT_VALUE, at + CHANGE_VALUE);
    return;
  }
  const key = accountKey(id, at + RECORD_PREIMAGE);
  // The value first: the key's place reaches into what it is hashed from.
  const flags = load<u32>(at, ACCOUNT_FLAGS);
  if ((flags & ACCOUNT_DELEGATING) != 0) keccak256(at + ACCOUNT_CODE, DELEGATION_SIZE, at + ACCOUNT_CODE);
  if ((flags & ACCOUNT_ABSENT) != 0) clearWord(at + CHANGE_VALUE);
  else keccak256(at + ACCOUNT_VALUE, ACCOUNT_VALUE_SIZE, at + CHANGE_VALUE);
  copyWord(key, at + CHANGE_KEY);
}
