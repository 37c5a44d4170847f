// How an interpreted frame is left for a callee: its operands are laid out, its state is written back, and the callee is
// prepared. Compiled callees run at once; interpreted ones are handed to the interpreter's loop. Rules: spec/vm.md, VM-17.
import {
  CALL_KIND_CALL,
  CALL_KIND_CALLCODE,
  CALL_KIND_CREATE,
  CALL_KIND_CREATE2,
  CALL_KIND_DELEGATECALL,
  CALL_KIND_STATICCALL,
  COMPILED_DEPTH_LIMIT,
  FRAME_CODE,
  FRAME_DEPTH,
  FRAME_GAS,
  FRAME_OUTPUT_SIZE,
  FRAME_PROGRAM_COUNTER,
  FRAME_RESULT,
  FRAME_STACK,
  FRAME_STACK_TOP,
  OPERAND_GAS,
  OPERAND_INPUT,
  OPERAND_INPUT_SIZE,
  OPERAND_OUTPUT,
  OPERAND_OUTPUT_SIZE,
  OPERAND_SALT,
  OPERAND_TO,
  OPERAND_VALUE,
  STATUS_HALTED,
} from "../../src/vm/runtime/layout";
import { finishCall, prepareCall } from "./calls";
import { prepareCreate } from "./creates";
import { compiledEntry } from "./frames";
import { createGas, region, regionOffset, regionSize } from "./memory";
import { CALL, CALLCODE, CREATE, CREATE2, DELEGATECALL } from "./opcodes";
import { traceEnd } from "./tracing";
import { copyWord, truncateToAddress } from "./word";

/** CALL_KIND_* of the opcode of a call or a creation. */
export function kindOf(opcode: u32): u32 {
  if (opcode == CALL) return CALL_KIND_CALL;
  if (opcode == CALLCODE) return CALL_KIND_CALLCODE;
  if (opcode == DELEGATECALL) return CALL_KIND_DELEGATECALL;
  if (opcode == CREATE) return CALL_KIND_CREATE;
  return opcode == CREATE2 ? CALL_KIND_CREATE2 : CALL_KIND_STATICCALL;
}

/** How many words a call of the kind, or a creation, takes from the stack. */
export function operandCount(kind: u32): u32 {
  if (kind == CALL_KIND_CREATE) return 3;
  if (kind == CALL_KIND_CREATE2) return 4;
  return kind == CALL_KIND_CALL || kind == CALL_KIND_CALLCODE ? 7 : 6;
}

/** Lays out a call's operands, the topmost at `top`, and grows the memory over input and output. */
function callOperands(f: u32, kind: u32, top: usize, gas: i64): i64 {
  copyWord(top, f + OPERAND_GAS);
  copyWord(top - 32, f + OPERAND_TO);
  truncateToAddress(f + OPERAND_TO);
  let next = top - 64;
  if (kind == CALL_KIND_CALL || kind == CALL_KIND_CALLCODE) {
    copyWord(next, f + OPERAND_VALUE);
    next -= 32;
  }
  let left = region(f, next, next - 32, 0, gas);
  if (left < 0) return left;
  store<u32>(f, regionOffset(), OPERAND_INPUT);
  store<u32>(f, regionSize(), OPERAND_INPUT_SIZE);
  left = region(f, next - 64, next - 96, 0, left);
  store<u32>(f, regionOffset(), OPERAND_OUTPUT);
  store<u32>(f, regionSize(), OPERAND_OUTPUT_SIZE);
  return left;
}

/** Lays out a creation's operands, the topmost at `top`, grows the memory over the init code and pays for it. */
function createOperands(f: u32, kind: u32, top: usize, gas: i64): i64 {
  copyWord(top, f + OPERAND_VALUE);
  if (kind == CALL_KIND_CREATE2) copyWord(top - 96, f + OPERAND_SALT);
  const left = region(f, top - 32, top - 64, 0, gas);
  if (left < 0) return left;
  store<u32>(f, regionOffset(), OPERAND_INPUT);
  store<u32>(f, regionSize(), OPERAND_INPUT_SIZE);
  return createGas(f, kind, regionSize(), left);
}

/** Lays out the operands of a call or a creation, the topmost at `top`; gas → gas. */
export function layOutOperands(f: u32, kind: u32, top: usize, gas: i64): i64 {
  return creates(kind) ? createOperands(f, kind, top, gas) : callOperands(f, kind, top, gas);
}

function creates(kind: u32): bool {
  return kind == CALL_KIND_CREATE || kind == CALL_KIND_CREATE2;
}

/**
 * Prepares the callee of a frame whose operands are laid out, and runs it if it is compiled. Returns the callee left to
 * interpret, or 0 when the call is over: then FRAME_RESULT and FRAME_GAS tell how.
 */
export function suspend(f: u32, kind: u32, counter: u32, stackTop: usize, gas: i64): u32 {
  store<i64>(f, gas, FRAME_GAS);
  store<u32>(f, counter, FRAME_PROGRAM_COUNTER);
  store<u32>(f, <u32>stackTop, FRAME_STACK_TOP);
  const callee = creates(kind) ? prepareCreate(f, kind) : prepareCall(f, kind);
  if (callee == 0) return 0;
  if (load<u32>(callee, FRAME_DEPTH) < <u32>COMPILED_DEPTH_LIMIT) {
    const entry = compiledEntry(load<u32>(callee, FRAME_CODE));
    if (entry != 0) {
      finishCall(f, callee, call_indirect<u32>(entry, callee));
      return 0;
    }
  }
  begin(callee);
  return callee;
}

/** Sets a frame to its first instruction, with an empty stack and no output yet. */
export function begin(f: u32): void {
  store<u32>(f, 0, FRAME_OUTPUT_SIZE);
  store<u32>(f, 0, FRAME_PROGRAM_COUNTER);
  store<u32>(f, load<u32>(f, FRAME_STACK), FRAME_STACK_TOP);
}

/** Books the end of an interpreted callee into its caller and pushes the result there. */
export function resume(f: u32, callee: u32, status: u32): void {
  finishCall(f, callee, status);
  const top = load<u32>(f, FRAME_STACK_TOP);
  copyWord(f + FRAME_RESULT, top);
  store<u32>(f, top + 32, FRAME_STACK_TOP);
}

/** Writes back what a frame leaves when it ends: its gas, none after a halt, and no output after a halt. */
export function end(f: u32, status: u32, gas: i64): void {
  traceEnd(f, status, gas);
  store<i64>(f, status == STATUS_HALTED ? 0 : gas, FRAME_GAS);
  if (status == STATUS_HALTED) store<u32>(f, 0, FRAME_OUTPUT_SIZE);
}
