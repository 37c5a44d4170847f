import type { Instruction } from "../analysis/decodeInstructions.js";
import { constantLimbs } from "../values.js";
import type { Trace } from "../trace/Trace.js";
import type { Emitter, EmitterTable } from "./Emitter.js";

/** Nothing is moved: the virtual stack is rearranged when the code is compiled. */
export const stack: EmitterTable = [
  [0x50, (trace) => void trace.popItem()],
  ...Array.from({ length: 33 }, (_, index) => [0x5f + index, emitPush] as const),
  ...Array.from({ length: 16 }, (_, index) => [0x80 + index, duplicate(index + 1)] as const),
  ...Array.from({ length: 16 }, (_, index) => [0x90 + index, exchange(index + 1)] as const),
];

function emitPush(trace: Trace, { constant }: Instruction): void {
  trace.push(constantLimbs(constant));
}

function duplicate(depth: number): Emitter {
  return (trace: Trace) => {
    trace.reach(depth);
    const { stack: items } = trace.state;
    const item = items[items.length - depth];
    if (item !== undefined) trace.pushItem(item);
  };
}

function exchange(depth: number): Emitter {
  return (trace: Trace) => {
    trace.reach(depth + 1);
    const { stack: items } = trace.state;
    const [top, below] = [items.length - 1, items.length - 1 - depth];
    const [first, second] = [items[top], items[below]];
    if (first === undefined || second === undefined) return;
    items[top] = second;
    items[below] = first;
  };
}
