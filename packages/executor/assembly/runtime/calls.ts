// CALL, CALLCODE, DELEGATECALL, STATICCALL, and the end of every called or created frame.
import {
  CALL_DEPTH_LIMIT,
  CALL_KIND_CALL,
  CALL_KIND_CALLCODE,
  CALL_KIND_CREATE,
  CALL_KIND_DELEGATECALL,
  CALL_KIND_STATICCALL,
  FRAME_ACCOUNT,
  FRAME_CALLER,
  FRAME_DATA,
  FRAME_DATA_SIZE,
  FRAME_DEPTH,
  FRAME_GAS,
  FRAME_KIND,
  FRAME_MEMORY,
  FRAME_RESULT,
  FRAME_SELF,
  FRAME_STATIC,
  FRAME_VALUE,
  OPERAND_GAS,
  OPERAND_INPUT,
  OPERAND_INPUT_SIZE,
  OPERAND_OUTPUT,
  OPERAND_OUTPUT_SIZE,
  OPERAND_TO,
  OPERAND_VALUE,
  RETURN_SIZE,
  STATUS_HALTED,
  STATUS_RETURNED,
} from "../../src/vm/runtime/layout";
import {
  ACCOUNT_ADDRESS,
  ACCOUNT_CODE,
  accountOf,
  changeAccount,
  isEmptyAccount,
  touchAccount,
} from "./accounts";
import { CODE_BYTES, CODE_DELEGATION, codeEntry } from "./codes";
import { finishCreate } from "./creates";
import { accessAccount } from "./environment";
import { fault } from "./fault";
import { allButOne64th, keepOutput, markFrame, nextFrame, runFrame, setFrameCode, undoFrame } from "./frames";
import { addInto, bytesToAddressWord, clearWord, subtractFrom } from "./limbs";
import { precompileAt, runPrecompile } from "./precompiles";
import { returnBytes } from "./regions";
import { FORK_PRAGUE, fork } from "./rules";
import { traceEnter, traceLeave } from "./tracing";
import { copyWord, isZero, lessThan, saturate, setSmall } from "./word";

const VALUE_GAS: i64 = 9000;
const NEW_ACCOUNT_GAS: i64 = 25000;
const STIPEND: i64 = 2300;

const TARGET = memory.data(32, 16);

/** Moves `value` (a word) between accounts. The payer must have it. */
export function transfer(from: u32, to: u32, value: u32): void {
  changeAccount(from);
  subtractFrom(from, value);
  changeAccount(to);
  addInto(to, value);
}

/** EIP-7702: the account whose code runs instead of a delegation, or 0 when `code` is none. */
export function delegationTarget(code: u32): u32 {
  if (fork < FORK_PRAGUE) return 0;
  const entry = codeEntry(code);
  if (load<u32>(entry, CODE_DELEGATION) == 0) return 0;
  bytesToAddressWord(load<u32>(entry, CODE_BYTES) + 3, TARGET);
  return accountOf(TARGET);
}

function halt(f: u32): u32 {
  store<i64>(f, -1, FRAME_GAS);
  return 0;
}

/** Ends a call at once: `gas` goes back to the caller. */
function settle(f: u32, gas: i64, result: u64): u32 {
  traceLeave(f, result != 0, gas);
  store<i64>(f, load<i64>(f, FRAME_GAS) + gas, FRAME_GAS);
  setSmall(f + FRAME_RESULT, result);
  return 0;
}

/**
 * Begins a call with the operands in the frame.
 * @returns The callee's frame, ready to run, or 0 when the call is over (FRAME_RESULT) or halted (FRAME_GAS -1).
 */
export function prepareCall(f: u32, kind: u32): u32 {
  const value = f + OPERAND_VALUE;
  const paying = (kind == CALL_KIND_CALL || kind == CALL_KIND_CALLCODE) && !isZero(value);
  if (fault() != 0 || (paying && kind == CALL_KIND_CALL && load<u32>(f, FRAME_STATIC) != 0)) return halt(f);
  const account = accountOf(f + OPERAND_TO);
  let gas = accessAccount(account, load<i64>(f, FRAME_GAS));
  if (paying) {
    gas -= VALUE_GAS;
    if (kind == CALL_KIND_CALL && isEmptyAccount(account)) gas -= NEW_ACCOUNT_GAS;
  }
  if (gas < 0) return halt(f);
  let code = load<u32>(account, ACCOUNT_CODE);
  const target = code == 0 ? 0 : delegationTarget(code);
  if (target != 0) {
    gas = accessAccount(target, gas);
    if (gas < 0) return halt(f);
    code = load<u32>(target, ACCOUNT_CODE);
  }
  let calleeGas = allButOne64th(gas);
  const wanted = f + OPERAND_GAS;
  if (saturate(wanted) < u64(calleeGas)) calleeGas = load<i64>(wanted);
  store<i64>(f, gas - calleeGas, FRAME_GAS);
  if (paying) calleeGas += STIPEND;
  store<u32>(RETURN_SIZE, 0);
  traceEnter(f, kind, calleeGas, f + OPERAND_TO);
  const self = load<u32>(f, FRAME_ACCOUNT);
  if (load<u32>(f, FRAME_DEPTH) >= u32(CALL_DEPTH_LIMIT) || (paying && lessThan(self, value)))
    return settle(f, calleeGas, 0);

  const callee = nextFrame(f);
  markFrame(callee);
  if (kind == CALL_KIND_CALL && paying) transfer(self, account, value);
  else if (kind == CALL_KIND_CALL || kind == CALL_KIND_STATICCALL) touchAccount(account);
  const number = precompileAt(
    load<u64>(account, ACCOUNT_ADDRESS),
    load<u64>(account, ACCOUNT_ADDRESS + 8),
    load<u32>(account, ACCOUNT_ADDRESS + 16),
  );
  if (number != 0) return callPrecompile(f, callee, number, calleeGas);
  if (code == 0) return settle(f, calleeGas, 1);
  fillCallee(f, callee, kind, account);
  store<i64>(callee, calleeGas, FRAME_GAS);
  setFrameCode(callee, code);
  return callee;
}

function callPrecompile(f: u32, callee: u32, number: u32, gas: i64): u32 {
  const memory = load<u32>(f, FRAME_MEMORY);
  const left = runPrecompile(
    number,
    memory + load<u32>(f, OPERAND_INPUT),
    load<u32>(f, OPERAND_INPUT_SIZE),
    gas,
  );
  if (left < 0) {
    undoFrame(callee);
    return settle(f, 0, 0);
  }
  deliver(f);
  return settle(f, left, 1);
}

/** Copies the return data to where the call's operands want it. */
function deliver(f: u32): void {
  const size = min<u32>(load<u32>(RETURN_SIZE), load<u32>(f, OPERAND_OUTPUT_SIZE));
  memory.copy(load<u32>(f, FRAME_MEMORY) + load<u32>(f, OPERAND_OUTPUT), returnBytes, size);
}

function fillCallee(f: u32, callee: u32, kind: u32, account: u32): void {
  const inherits = kind == CALL_KIND_DELEGATECALL || kind == CALL_KIND_CALLCODE;
  store<u32>(callee, inherits ? load<u32>(f, FRAME_ACCOUNT) : account, FRAME_ACCOUNT);
  store<u32>(callee, kind, FRAME_KIND);
  store<u32>(callee, load<u32>(f, FRAME_STATIC) | u32(kind == CALL_KIND_STATICCALL), FRAME_STATIC);
  store<u32>(callee, load<u32>(f, FRAME_MEMORY) + load<u32>(f, OPERAND_INPUT), FRAME_DATA);
  store<u32>(callee, load<u32>(f, OPERAND_INPUT_SIZE), FRAME_DATA_SIZE);
  if (inherits) copyWord(f + FRAME_SELF, callee + FRAME_SELF);
  else addressWord(account, callee + FRAME_SELF);
  copyWord(f + (kind == CALL_KIND_DELEGATECALL ? FRAME_CALLER : FRAME_SELF), callee + FRAME_CALLER);
  if (kind == CALL_KIND_DELEGATECALL) copyWord(f + FRAME_VALUE, callee + FRAME_VALUE);
  else if (kind == CALL_KIND_STATICCALL) clearWord(callee + FRAME_VALUE);
  else copyWord(f + OPERAND_VALUE, callee + FRAME_VALUE);
}

/** Writes an account's address as a word. */
export function addressWord(account: u32, out: u32): void {
  store<u64>(out, load<u64>(account, ACCOUNT_ADDRESS));
  store<u64>(out, load<u64>(account, ACCOUNT_ADDRESS + 8), 8);
  store<u64>(out, u64(load<u32>(account, ACCOUNT_ADDRESS + 16)), 16);
  store<u64>(out, 0, 24);
}

/** Books the end of a callee into its caller: gas, state, return data, FRAME_RESULT. */
export function finishCall(f: u32, callee: u32, status: u32): void {
  if (load<u32>(callee, FRAME_KIND) >= u32(CALL_KIND_CREATE)) {
    finishCreate(f, callee, status);
    return;
  }
  if (status != STATUS_RETURNED) undoFrame(callee);
  keepOutput(callee, status);
  deliver(f);
  settle(f, status == STATUS_HALTED ? 0 : load<i64>(callee, FRAME_GAS), u64(status == STATUS_RETURNED));
}

/** A whole call, for compiled code: gas → gas; FRAME_RESULT holds the result. */
export function call(f: u32, kind: u32, gas: i64): i64 {
  store<i64>(f, gas, FRAME_GAS);
  const callee = prepareCall(f, kind);
  if (callee != 0) finishCall(f, callee, runFrame(callee));
  return load<i64>(f, FRAME_GAS);
}
