import { FRAME_GAS, FRAME_OUTPUT_SIZE, FRAME_STACK, STATUS_HALTED } from "../../runtime/layout.js";
import { constantLimbs, type Limbs } from "../values.js";
import { FunctionBody } from "../wasm/FunctionBody.js";
import type { ModuleFunction } from "../wasm/encodeModule.js";
import { valueType, wasm } from "../wasm/instructions.js";
import { followPath } from "./followPath.js";
import { PATH_TYPE } from "./jumps.js";
import { fixedLocals, local } from "./locals.js";
import { FREE_POINTER_AT, SCRATCH_MEMORY_SIZE, type Root } from "./Root.js";
import { Trace, type TraceContext } from "./Trace.js";
import type { StackItem, TraceState } from "./TraceState.js";

/** Writes the function that follows the code from a root. */
export function emitFunction(context: TraceContext, root: Root): ModuleFunction {
  const trace = new Trace(context, stateAt(root), root.budget);
  const { body } = trace;
  followPath(trace, 0);
  body.end();
  writeHalt(body);
  context.plan.spend(root.budget - trace.budget);
  const locals = [...fixedLocals, { count: trace.pool.size, type: valueType.i64 }];
  return { type: PATH_TYPE, locals, body };
}

/** Writes the function the runtime calls: it takes the frame and hands over to the root of position 0. */
export function emitEntry(type: number, root: Root): ModuleFunction {
  const body = new FunctionBody();
  body.get(local.frame);
  body.i32Const(0);
  body.access(wasm.i32Store, FRAME_OUTPUT_SIZE);
  body.get(local.frame);
  body.get(local.frame);
  body.access(wasm.i32Load, FRAME_STACK);
  body.get(local.frame);
  body.access(wasm.i64Load, FRAME_GAS);
  body.returnCall(root.number);
  return { type, locals: [], body };
}

/** An exceptional halt takes all gas and has no output. */
function writeHalt(body: FunctionBody): void {
  body.get(local.frame);
  body.i64Const(0n);
  body.access(wasm.i64Store, FRAME_GAS);
  body.get(local.frame);
  body.i32Const(0);
  body.access(wasm.i32Store, FRAME_OUTPUT_SIZE);
  body.i32Const(STATUS_HALTED);
}

function stateAt({ position, facts }: Root): TraceState {
  const consumed = Math.max(0, ...facts.returnAddresses.map(([depth]) => depth));
  const stack = Array.from({ length: consumed }, (_, index): StackItem => ({
    limbs: undefined,
    home: consumed - index,
  }));
  for (const [depth, value] of facts.returnAddresses) {
    stack[consumed - depth] = { limbs: constantLimbs(BigInt(value)), home: depth };
  }
  const known: [number, Limbs][] =
    facts.freePointer === undefined ? [] : [[FREE_POINTER_AT, constantLimbs(facts.freePointer)]];
  return {
    ...{ position, stack, consumed, growth: 0, height: facts.height },
    ...{ checkedNeed: consumed, checkedGrowth: 0, pendingGas: 0 },
    ...{ hasMemoryBase: false, hasMemorySize: false },
    minimumMemory: facts.hasScratchMemory ? SCRATCH_MEMORY_SIZE : 0,
    knownMemory: new Map(known),
    path: undefined,
  };
}
