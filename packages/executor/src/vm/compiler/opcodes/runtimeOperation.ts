import type { Trace } from "../trace/Trace.js";
import type { Limbs } from "../values.js";
import type { Emitter } from "./Emitter.js";

/** An operation on words that the runtime computes: operands to scratch, result to the first scratch word. */
export function computeByRuntime(trace: Trace, name: string, operands: readonly Limbs[]): Limbs {
  operands.forEach((operand, index) => trace.spill(index, operand));
  operands.forEach((_, index) => trace.pointer(index));
  trace.pointer(0);
  trace.body.call(name);
  return trace.unspill(0);
}

/** The emitter of such an operation: as many operands as it pops. */
export function runtimeOperation(name: string, count: number): Emitter {
  return (trace) => {
    const operands = Array.from({ length: count }, () => trace.pop());
    trace.push(computeByRuntime(trace, name, operands));
  };
}
