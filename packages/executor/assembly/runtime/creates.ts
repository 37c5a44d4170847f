// CREATE and CREATE2.
import {
  CALL_DEPTH_LIMIT,
  CALL_KIND_CREATE2,
  FRAME_ACCOUNT,
  FRAME_CALLER,
  FRAME_CODE,
  FRAME_CODE_BYTES,
  FRAME_CODE_SIZE,
  FRAME_DATA_SIZE,
  FRAME_DEPTH,
  FRAME_GAS,
  FRAME_JUMPS,
  FRAME_KIND,
  FRAME_MEMORY,
  FRAME_OUTPUT,
  FRAME_OUTPUT_SIZE,
  FRAME_RESULT,
  FRAME_SELF,
  FRAME_STATIC,
  FRAME_VALUE,
  OPERAND_INPUT,
  OPERAND_INPUT_SIZE,
  OPERAND_SALT,
  OPERAND_VALUE,
  RETURN_SIZE,
  STATUS_HALTED,
  STATUS_RETURNED,
  STATUS_REVERTED,
} from "../../src/vm/runtime/layout";
import { keccak256 } from "../hash/keccak";
import {
  ACCOUNT_CODE,
  ACCOUNT_CREATED,
  ACCOUNT_NONCE,
  ACCOUNT_SLOTS,
  accountOf,
  changeAccount,
  transactionNumber,
  warmAccount,
} from "./accounts";
import { addressWord, finishCall } from "./calls";
import { CODE_BYTES, CODE_PADDING, codeEntry, codeOf, findJumps } from "./codes";
import { FAULT_MEMORY, fault, raiseFault } from "./fault";
import { NO_CODE, allButOne64th, keepOutput, markFrame, nextFrame, runFrame, undoFrame } from "./frames";
import { addInto, addressToBytes, bytesToAddressWord, clearWord, subtractFrom } from "./limbs";
import { memoriesEnd } from "./regions";
import { LAST_NONCE } from "./validity";
import { traceEnter, traceLeave } from "./tracing";
import { copyWord, isZero, lessThan, wordToBytes } from "./word";

/** EIP-170, EIP-3541 */
const CODE_LIMIT: u32 = 24576;
const CODE_BYTE_GAS: i64 = 200;
const RESERVED_FIRST_BYTE: u8 = 0xef;

const PREIMAGE = memory.data(96, 16);
const HASH = memory.data(32, 16);
const ADDRESS = memory.data(32, 16);

/** Writes the address word of the contract that the account at `creator` (address limbs) makes with `nonce`. */
export function createAddress(creator: u32, nonce: u64, out: u32): void {
  // rlp([address, nonce]): the nonce without leading zeros, zero as the empty string.
  let bytes: u32 = 0;
  while (bytes < 8 && nonce >> (u64(bytes) * 8) != 0) bytes++;
  const short = nonce < 0x80;
  const tail: u32 = short ? 1 : bytes + 1;
  store<u8>(PREIMAGE, u8(0xc0 + 21 + tail));
  store<u8>(PREIMAGE, 0x94, 1);
  addressToBytes(creator, PREIMAGE + 2);
  if (short) store<u8>(PREIMAGE, nonce == 0 ? 0x80 : u8(nonce), 22);
  else {
    store<u8>(PREIMAGE, u8(0x80 + bytes), 22);
    for (let i: u32 = 0; i < bytes; i++) store<u8>(PREIMAGE + 23 + i, u8(nonce >> (u64(bytes - 1 - i) * 8)));
  }
  keccak256(PREIMAGE, 22 + tail, HASH);
  bytesToAddressWord(HASH + 12, out);
}

/** EIP-1014. `salt`: a word. */
function create2Address(creator: u32, salt: u32, code: u32, size: u32, out: u32): void {
  store<u8>(PREIMAGE, 0xff);
  addressToBytes(creator, PREIMAGE + 1);
  wordToBytes(salt, HASH);
  memory.copy(PREIMAGE + 21, HASH, 32);
  keccak256(code, size, PREIMAGE + 53);
  keccak256(PREIMAGE, 85, HASH);
  bytesToAddressWord(HASH + 12, out);
}

/** EIP-684, EIP-7610: an account that has a nonce, code or storage is not created over. */
export function isOccupied(account: u32): bool {
  return (
    load<u64>(account, ACCOUNT_NONCE) != 0 ||
    load<u32>(account, ACCOUNT_CODE) != 0 ||
    load<u32>(account, ACCOUNT_SLOTS) != 0
  );
}

/** Begins a create with the operands in the frame. @returns As `prepareCall`. */
export function prepareCreate(f: u32, kind: u32): u32 {
  store<u32>(RETURN_SIZE, 0);
  clearWord(f + FRAME_RESULT);
  if (fault() != 0 || load<u32>(f, FRAME_STATIC) != 0) {
    store<i64>(f, -1, FRAME_GAS);
    return 0;
  }
  const self = load<u32>(f, FRAME_ACCOUNT);
  const value = f + OPERAND_VALUE;
  const nonce = load<u64>(self, ACCOUNT_NONCE);
  if (load<u32>(f, FRAME_DEPTH) >= u32(CALL_DEPTH_LIMIT) || lessThan(self, value) || nonce == LAST_NONCE)
    return 0;

  const gas = load<i64>(f, FRAME_GAS);
  const calleeGas = allButOne64th(gas);
  store<i64>(f, gas - calleeGas, FRAME_GAS);
  const code = load<u32>(f, FRAME_MEMORY) + load<u32>(f, OPERAND_INPUT);
  const size = load<u32>(f, OPERAND_INPUT_SIZE);
  if (kind == CALL_KIND_CREATE2) create2Address(f + FRAME_SELF, f + OPERAND_SALT, code, size, ADDRESS);
  else createAddress(f + FRAME_SELF, nonce, ADDRESS);
  traceEnter(f, kind, calleeGas, ADDRESS);
  changeAccount(self);
  store<u64>(self, nonce + 1, ACCOUNT_NONCE);
  const account = accountOf(ADDRESS);
  warmAccount(account);
  if (isOccupied(account)) {
    traceLeave(f, false, 0);
    return 0;
  }

  const callee = nextFrame(f);
  store<u32>(callee, kind, FRAME_KIND);
  store<i64>(callee, calleeGas, FRAME_GAS);
  copyWord(f + FRAME_SELF, callee + FRAME_CALLER);
  beginCreate(callee, self, account, value);
  setInitCode(callee, code, size);
  return callee;
}

/** Marks the frame, makes the account and gives it its value. */
export function beginCreate(callee: u32, creator: u32, account: u32, value: u32): void {
  markFrame(callee);
  changeAccount(account);
  store<u32>(account, transactionNumber, ACCOUNT_CREATED);
  store<u64>(account, 1, ACCOUNT_NONCE);
  if (!isZero(value)) {
    changeAccount(creator);
    subtractFrom(creator, value);
    addInto(account, value);
  }
  store<u32>(callee, account, FRAME_ACCOUNT);
  store<u32>(callee, 0, FRAME_STATIC);
  store<u32>(callee, 0, FRAME_DATA_SIZE);
  addressWord(account, callee + FRAME_SELF);
  copyWord(value, callee + FRAME_VALUE);
}

/** Gives the frame init code: a copy with zeros behind it and its jumps, below the frame's own memory. */
export function setInitCode(callee: u32, code: u32, size: u32): void {
  const bytes = load<u32>(callee, FRAME_MEMORY);
  const table = bytes + size + CODE_PADDING;
  const end = (u64(table) + size + 63) & ~63;
  store<u32>(callee, NO_CODE, FRAME_CODE);
  if (end > u64(memoriesEnd)) {
    raiseFault(FAULT_MEMORY);
    // The frame runs the empty code.
    store<u32>(callee, load<u32>(codeEntry(0), CODE_BYTES), FRAME_CODE_BYTES);
    store<u32>(callee, 0, FRAME_CODE_SIZE);
    return;
  }
  memory.copy(bytes, code, size);
  memory.fill(bytes + size, 0, CODE_PADDING);
  findJumps(bytes, size, table);
  store<u32>(callee, bytes, FRAME_CODE_BYTES);
  store<u32>(callee, size, FRAME_CODE_SIZE);
  store<u32>(callee, table, FRAME_JUMPS);
  store<u32>(callee, u32(end), FRAME_MEMORY);
}

/** Stores the code that init code returned. @returns The status the frame ends with. */
export function depositCode(callee: u32, status: u32): u32 {
  if (status != STATUS_RETURNED) return status;
  if (fault() != 0) return STATUS_HALTED;
  const size = load<u32>(callee, FRAME_OUTPUT_SIZE);
  const bytes = load<u32>(callee, FRAME_OUTPUT);
  const gas = load<i64>(callee, FRAME_GAS) - CODE_BYTE_GAS * i64(size);
  if (size > CODE_LIMIT || gas < 0 || (size != 0 && load<u8>(bytes) == RESERVED_FIRST_BYTE))
    return STATUS_HALTED;
  store<i64>(callee, gas, FRAME_GAS);
  const account = load<u32>(callee, FRAME_ACCOUNT);
  changeAccount(account);
  store<u32>(account, codeOf(bytes, size), ACCOUNT_CODE);
  return STATUS_RETURNED;
}

/** Books the end of a created frame into its creator. */
export function finishCreate(f: u32, callee: u32, ended: u32): void {
  const status = depositCode(callee, ended);
  if (status != STATUS_RETURNED) undoFrame(callee);
  if (status == STATUS_REVERTED) keepOutput(callee, status);
  else store<u32>(RETURN_SIZE, 0);
  if (status != STATUS_HALTED)
    store<i64>(f, load<i64>(f, FRAME_GAS) + load<i64>(callee, FRAME_GAS), FRAME_GAS);
  if (status == STATUS_RETURNED) copyWord(callee + FRAME_SELF, f + FRAME_RESULT);
  else clearWord(f + FRAME_RESULT);
  traceLeave(f, status == STATUS_RETURNED, status == STATUS_HALTED ? 0 : load<i64>(callee, FRAME_GAS));
}

/** A whole create, for compiled code, which paid `createGas` before: gas → gas; FRAME_RESULT holds the address or zero. */
export function create(f: u32, kind: u32, gas: i64): i64 {
  store<i64>(f, gas, FRAME_GAS);
  const callee = prepareCreate(f, kind);
  if (callee != 0) finishCall(f, callee, runFrame(callee));
  return load<i64>(f, FRAME_GAS);
}
