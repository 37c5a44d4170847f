import { constantLimbs, type Limbs } from "../values.js";
import type { ModuleFunction } from "../wasm/encodeModule.js";
import { valueType } from "../wasm/instructions.js";
import { handOver } from "./endInCall.js";
import { followPath } from "./followPath.js";
import { writeHalt } from "./helpers.js";
import { fixedLocals, moduleType } from "./locals.js";
import { FREE_POINTER_AT, SCRATCH_MEMORY_SIZE, type Root } from "./Root.js";
import { Trace, type TraceContext } from "./Trace.js";
import type { StackItem, TraceState } from "./TraceState.js";

/** Writes the function that follows the code from a root. */
export function emitFunction(context: TraceContext, root: Root): ModuleFunction {
  const budget = context.plan.budget();
  const trace = new Trace(context, stateAt(root), budget);
  const { body } = trace;
  if (context.plan.isFull) handOver(trace);
  else followPath(trace, 0);
  body.end();
  writeHalt(body);
  context.plan.spend(budget - trace.budget, body.bytes.length);
  const locals = [...fixedLocals, { count: trace.pool.size, type: valueType.i64 }];
  return { type: moduleType.path, locals, body };
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
