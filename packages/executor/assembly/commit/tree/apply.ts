// Change records into the tree (their layout: spec/state.md, TREE-20). A call applies all of its records or none: what a
// change replaced is noted in its consumed record, and taken back in reverse when memory ends. Taking back never needs
// memory that was not there before, because the tree's shape depends on its leaves alone.
import { keccak256 } from "../../hash/keccak";
import { giveRegion, takeRegion } from "../heap";
import { CHANGED, FULL, REPLACED, setLeaf } from "./edit";
import { accountKey, slotKey } from "./keys";
import { writeRoot } from "./root";
import { clearWord, copyWord } from "./words";

/** Results of `apply`. */
export const APPLIED: i32 = 0;
export const CAPACITY_EXCEEDED: i32 = 1;
export const RECORD_INVALID: i32 = 2;

const KIND_ACCOUNT: u32 = 1;
const KIND_SLOT: u32 = 2;
const KIND_CODE: u32 = 3;
const KIND_END: u32 = 4;
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
const LEAF_KEY: usize = 8;
const LEAF_VALUE: usize = 40;
const LEAF_SIZE: usize = 72;

/** A consumed record that changed a leaf: the one before it, the leaf's key, its former value hash. */
const UNDO_PREVIOUS: usize = 4;
const UNDO_KEY: usize = 8;
const UNDO_VALUE: usize = 40;

/** Value hash of the record in hand. */
const VALUE = memory.data(32, 8);
const DELEGATION = memory.data(32, 8);

/** Where the caller puts records, and room for how many bytes at least. */
const INPUT_LEAST: usize = 65536;
let input: usize = 0;
let inputCapacity: usize = 0;

/** Roots after each transaction of the last call, 32 bytes each. */
let roots: usize = 0;
let rootsCapacity: usize = 0;
let rootsSize: usize = 0;

/** The last record that changed a leaf in this call. */
let lastUndo: usize = 0;

/** Forgets the buffers; the heap has been reset. */
export function resetApply(): void {
  input = 0;
  inputCapacity = 0;
  roots = 0;
  rootsCapacity = 0;
  rootsSize = 0;
}

/** A place for `size` bytes of records, valid until the next call; 0 when memory is full. */
export function inputFor(size: usize): usize {
  const wanted = max<usize>(size, INPUT_LEAST);
  if (wanted > inputCapacity) {
    giveRegion(input, inputCapacity);
    input = takeRegion(wanted);
    inputCapacity = input == 0 ? 0 : wanted;
  }
  return input;
}

export function rootsAddress(): usize {
  return roots;
}

/** Number of transactions that the last call ended. */
export function rootsCount(): u32 {
  return <u32>(rootsSize >> 5);
}

/** Applies the records in the `size` bytes at `from`, which it overwrites. */
export function apply(from: usize, size: usize): i32 {
  rootsSize = 0;
  lastUndo = 0;
  const end = from + size;
  for (let at = from; at < end;) {
    const whole = sizeOf(at, end - at);
    const result = whole == 0 ? RECORD_INVALID : consume(at);
    if (result != APPLIED) {
      undo();
      rootsSize = 0;
      return result;
    }
    at += whole;
  }
  return APPLIED;
}

/** Size of the record at `at`; 0 when its kind is unknown or it does not fit the `room` left. */
function sizeOf(at: usize, room: usize): usize {
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

/** Writes the value hash of the account record at `at` to VALUE. */
function hashAccount(at: usize): void {
  if ((load<u32>(at, ACCOUNT_FLAGS) & ACCOUNT_DELEGATING) != 0) {
    memory.copy(DELEGATION, at + ACCOUNT_CODE, DELEGATION_SIZE);
    keccak256(DELEGATION, DELEGATION_SIZE, at + ACCOUNT_CODE);
  }
  keccak256(at + ACCOUNT_VALUE, ACCOUNT_VALUE_SIZE, VALUE);
}

function consume(at: usize): i32 {
  const kind = load<u32>(at);
  if (kind == KIND_CODE) return APPLIED;
  if (kind == KIND_END) return appendRoot() ? APPLIED : CAPACITY_EXCEEDED;
  const id = load<u32>(at, RECORD_ID);
  const preimage = at + RECORD_PREIMAGE;
  let key: usize = 0;
  let value: usize = 0;
  if (kind == KIND_LEAF) {
    key = at + LEAF_KEY;
    value = at + LEAF_VALUE;
  } else if (kind == KIND_SLOT) {
    key = slotKey(id, preimage);
    value = at + SLOT_VALUE;
  } else {
    key = accountKey(id, preimage);
    value = VALUE;
    if ((load<u32>(at, ACCOUNT_FLAGS) & ACCOUNT_ABSENT) != 0) clearWord(VALUE);
    else hashAccount(at);
  }
  const result = setLeaf(key, value);
  if (result == FULL) return CAPACITY_EXCEEDED;
  if (result == CHANGED) {
    store<u32>(at, <u32>lastUndo, UNDO_PREVIOUS);
    copyWord(key, at + UNDO_KEY);
    copyWord(REPLACED, at + UNDO_VALUE);
    lastUndo = at;
  }
  return APPLIED;
}

/** Takes back what this call has changed, last first. */
function undo(): void {
  for (let at = lastUndo; at != 0; at = <usize>load<u32>(at, UNDO_PREVIOUS)) {
    setLeaf(at + UNDO_KEY, at + UNDO_VALUE);
  }
}

/** Adds the present root to the list; false when memory is full. */
function appendRoot(): bool {
  if (rootsSize == rootsCapacity) {
    const capacity = max<usize>(4096, rootsCapacity << 1);
    const larger = takeRegion(capacity);
    if (larger == 0) return false;
    memory.copy(larger, roots, rootsSize);
    giveRegion(roots, rootsCapacity);
    roots = larger;
    rootsCapacity = capacity;
  }
  writeRoot(roots + rootsSize);
  rootsSize += 32;
  return true;
}
