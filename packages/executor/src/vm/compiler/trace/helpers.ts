import {
  FRAME_GAS,
  FRAME_JUMPS,
  FRAME_OUTPUT_SIZE,
  FRAME_PROGRAM_COUNTER,
  FRAME_STACK,
  FRAME_STACK_TOP,
  STATUS_HALTED,
} from "../../runtime/layout.js";
import { FunctionBody } from "../wasm/FunctionBody.js";
import type { ModuleFunction } from "../wasm/encodeModule.js";
import { wasm } from "../wasm/instructions.js";
import { local, moduleFunction, moduleType } from "./locals.js";

/** The fourth parameter of the helpers: where in the code to go on. */
const POSITION = 3;

/** The functions that come before those of the paths, in the order of their numbers. */
export function helperFunctions(firstPath: number): ModuleFunction[] {
  return [runFunction(firstPath), handOverFunction(), jumpFunction()];
}

/** What the runtime calls: takes the frame and leaves for the path from position 0. */
function runFunction(firstPath: number): ModuleFunction {
  const body = new FunctionBody();
  body.get(local.frame);
  body.i32Const(0);
  body.access(wasm.i32Store, FRAME_OUTPUT_SIZE);
  body.get(local.frame);
  body.get(local.frame);
  body.access(wasm.i32Load, FRAME_STACK);
  body.get(local.frame);
  body.access(wasm.i64Load, FRAME_GAS);
  body.returnCall(firstPath);
  return { type: moduleType.run, locals: [], body };
}

/** Notes in the frame where it stands, and lets the interpreter go on. */
function handOverFunction(): ModuleFunction {
  const body = new FunctionBody();
  body.get(local.frame);
  body.get(local.gas);
  body.access(wasm.i64Store, FRAME_GAS);
  body.get(local.frame);
  body.get(local.stackPointer);
  body.access(wasm.i32Store, FRAME_STACK_TOP);
  body.get(local.frame);
  body.get(POSITION);
  body.access(wasm.i32Store, FRAME_PROGRAM_COUNTER);
  body.get(local.frame);
  body.returnCall("interpretOn");
  return { type: moduleType.helper, locals: [], body };
}

/** Goes on at a position within the code: halts when it is no jump destination, and hands over when no path begins there. */
function jumpFunction(): ModuleFunction {
  const body = new FunctionBody();
  const parameters = [local.frame, local.stackPointer, local.gas, POSITION];
  const halt = body.block();
  body.get(local.frame);
  body.access(wasm.i32Load, FRAME_JUMPS);
  body.get(POSITION);
  body.op(wasm.i32Add);
  body.access(wasm.i32Load8Unsigned, 0);
  body.op(wasm.i32EqualZero);
  body.branchIf(halt);
  body.get(POSITION);
  body.tableGet();
  body.op(wasm.referenceIsNull);
  body.if();
  for (const parameter of parameters) body.get(parameter);
  body.returnCall(moduleFunction.handOver);
  body.end();
  for (const parameter of parameters) body.get(parameter);
  body.returnCallIndirect(moduleType.path);
  body.end();
  writeHalt(body);
  return { type: moduleType.helper, locals: [], body };
}

/** An exceptional halt takes all gas and has no output. */
export function writeHalt(body: FunctionBody): void {
  body.get(local.frame);
  body.i64Const(0n);
  body.access(wasm.i64Store, FRAME_GAS);
  body.get(local.frame);
  body.i32Const(0);
  body.access(wasm.i32Store, FRAME_OUTPUT_SIZE);
  body.i32Const(STATUS_HALTED);
}
