import { constantOf, type Limbs } from "../values.js";
import { wasm } from "../wasm/instructions.js";
import { local, moduleFunction } from "./locals.js";
import { FREE_POINTER_AT, SCRATCH_MEMORY_SIZE, type Facts } from "./Root.js";
import type { Trace } from "./Trace.js";
import { relativeHeight, returnAddresses } from "./TraceState.js";

const WORD = 32;

/** Ends the path in a call of the function that goes on at the state's position, in this one's place. */
export function endInCall(trace: Trace): void {
  const { context, state } = trace;
  const root = context.plan.request(state.position, factsOf(trace));
  if (root === undefined) {
    handOver(trace);
    return;
  }
  leave(trace);
  trace.body.returnCall(root.number);
  trace.isEnded = true;
}

/** Ends the path in the interpreter, which goes on with the frame at the state's position. */
export function handOver(trace: Trace): void {
  leave(trace);
  trace.body.i32Const(trace.state.position);
  trace.body.returnCall(moduleFunction.handOver);
  trace.isEnded = true;
}

/** Puts the arguments of the next function on the wasm stack, with the virtual stack written to memory. */
export function leave(trace: Trace): void {
  trace.settle();
  writeStack(trace);
  const { body, state } = trace;
  const change = WORD * relativeHeight(state);
  body.get(local.frame);
  body.get(local.stackPointer);
  if (change !== 0) {
    body.i32Const(change);
    body.op(wasm.i32Add);
  }
  body.get(local.gas);
}

function factsOf({ state, context }: Trace): Facts {
  const freePointer = state.knownMemory.get(FREE_POINTER_AT);
  return {
    height: state.height === undefined ? undefined : state.height + relativeHeight(state),
    returnAddresses: returnAddresses(state, context.code.jumpDestinations),
    hasScratchMemory: state.minimumMemory >= SCRATCH_MEMORY_SIZE,
    freePointer: freePointer && constantOf(freePointer),
  };
}

/** Writes every item whose place in memory holds something else. */
function writeStack(trace: Trace): void {
  const { state, body, write } = trace;
  const isHome = (home: number, index: number): boolean => home > 0 && index === state.consumed - home;
  // First what is read from memory, because the writes below may overwrite it.
  state.stack.forEach((item, index) => {
    if (item.limbs === undefined && !isHome(item.home, index)) trace.load(item);
  });
  const moved = state.stack.flatMap(({ limbs, home }, index) =>
    limbs === undefined || isHome(home, index) ? [] : [[index, limbs] as const],
  );
  const lowest = moved[0]?.[0];
  if (lowest === undefined) return;
  const base = WORD * (lowest - state.consumed);
  body.get(local.stackPointer);
  body.i32Const(base);
  body.op(wasm.i32Add);
  body.set(local.address);
  for (const [index, limbs] of moved)
    write.storeWord(local.address, WORD * (index - lowest), limbs satisfies Limbs);
}
