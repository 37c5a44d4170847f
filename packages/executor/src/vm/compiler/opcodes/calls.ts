import {
  CALL_KIND_CALL,
  CALL_KIND_CALLCODE,
  CALL_KIND_CREATE,
  CALL_KIND_CREATE2,
  CALL_KIND_DELEGATECALL,
  CALL_KIND_STATICCALL,
  FRAME_RESULT,
  FRAME_STACK_TOP,
  OPERAND_GAS,
  OPERAND_INPUT,
  OPERAND_INPUT_SIZE,
  OPERAND_OUTPUT,
  OPERAND_OUTPUT_SIZE,
  OPERAND_SALT,
  OPERAND_TO,
  OPERAND_VALUE,
} from "../../runtime/layout.js";
import { local } from "../trace/locals.js";
import {
  constantRegion,
  forgetMemory,
  memoryMayHaveGrown,
  putRegionOffset,
  putRegionSize,
  resolveRegion,
} from "../trace/memory.js";
import type { Trace } from "../trace/Trace.js";
import type { Limbs } from "../values.js";
import { wasm } from "../wasm/instructions.js";
import type { Emitter, EmitterTable } from "./Emitter.js";
import { popAddress } from "./stateQuery.js";

/** How many limbs of FRAME_RESULT can be other than zero: a call's 0 or 1, a create's address. */
const CALL_RESULT_LIMBS = 1;
const CREATE_RESULT_LIMBS = 3;

export const calls: EmitterTable = [
  [0xf0, create(CALL_KIND_CREATE)],
  [0xf1, call(CALL_KIND_CALL, true)],
  [0xf2, call(CALL_KIND_CALLCODE, true)],
  [0xf4, call(CALL_KIND_DELEGATECALL, false)],
  [0xf5, create(CALL_KIND_CREATE2)],
  [0xfa, call(CALL_KIND_STATICCALL, false)],
];

/** Operands go to the frame's record; values of this frame stay in locals while the callee runs. */
function call(kind: number, hasValue: boolean): Emitter {
  return (trace) => {
    const { write } = trace;
    write.storeWord(local.frame, OPERAND_GAS, trace.pop());
    write.storeWord(local.frame, OPERAND_TO, popAddress(trace));
    if (hasValue) write.storeWord(local.frame, OPERAND_VALUE, trace.pop());
    const input = { offset: trace.pop(), size: trace.pop() };
    const output = { offset: trace.pop(), size: trace.pop() };
    if (!storeRegion(trace, input, [OPERAND_INPUT, OPERAND_INPUT_SIZE])) return;
    if (!storeRegion(trace, output, [OPERAND_OUTPUT, OPERAND_OUTPUT_SIZE])) return;
    enter(trace, "call", kind);
    forgetMemory(trace, constantRegion(output.offset, output.size));
    trace.push(write.loadWord(local.frame, FRAME_RESULT, CALL_RESULT_LIMBS));
  };
}

function create(kind: number): Emitter {
  return (trace) => {
    const { write } = trace;
    write.storeWord(local.frame, OPERAND_VALUE, trace.pop());
    const code = { offset: trace.pop(), size: trace.pop() };
    if (kind === CALL_KIND_CREATE2) write.storeWord(local.frame, OPERAND_SALT, trace.pop());
    if (!storeRegion(trace, code, [OPERAND_INPUT, OPERAND_INPUT_SIZE], true)) return;
    chargeCreate(trace, kind);
    enter(trace, "create", kind);
    trace.push(write.loadWord(local.frame, FRAME_RESULT, CREATE_RESULT_LIMBS));
  };
}

/** What the init code costs by its size. */
function chargeCreate(trace: Trace, kind: number): void {
  const { body } = trace;
  trace.settle();
  body.get(local.frame);
  body.i32Const(kind);
  body.get(local.frame);
  body.access(wasm.i32Load, OPERAND_INPUT_SIZE);
  body.get(local.gas);
  body.call("createGas");
  trace.keepGas();
}

type Words = { offset: Limbs; size: Limbs };

/** Resolves a region and notes it in the frame's record; false when it halts. */
function storeRegion(
  trace: Trace,
  words: Words,
  [offsetAt, sizeAt]: readonly [number, number],
  isBounded = false,
): boolean {
  const region = resolveRegion(trace, words, isBounded);
  if (region === undefined) return false;
  const { body } = trace;
  body.get(local.frame);
  putRegionOffset(trace, region);
  body.access(wasm.i32Store, offsetAt);
  body.get(local.frame);
  putRegionSize(trace, region);
  body.access(wasm.i32Store, sizeAt);
  return true;
}

/** The callee's operand stack begins above every word of this one that lies in memory. */
function enter(trace: Trace, name: "call" | "create", kind: number): void {
  const { body } = trace;
  trace.settle();
  body.get(local.frame);
  body.get(local.stackPointer);
  body.access(wasm.i32Store, FRAME_STACK_TOP);
  body.get(local.frame);
  body.i32Const(kind);
  body.get(local.gas);
  body.call(name);
  trace.keepGas();
  memoryMayHaveGrown(trace);
}
