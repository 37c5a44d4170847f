import { local } from "../trace/locals.js";
import { putRegionOffset, putRegionSize, resolveRegion } from "../trace/memory.js";
import type { Emitter, EmitterTable } from "./Emitter.js";

export const logs: EmitterTable = Array.from(
  { length: 5 },
  (_, topics) => [0xa0 + topics, log(topics)] as const,
);

/** Topics go to scratch from its third word on: the first two are for resolving the region. */
const FIRST_TOPIC = 2;

function log(count: number): Emitter {
  return (trace) => {
    const { body } = trace;
    const words = { offset: trace.pop(), size: trace.pop() };
    for (let index = 0; index < count; index++) trace.spill(FIRST_TOPIC + index, trace.pop());
    const region = resolveRegion(trace, words, true);
    if (region === undefined) return;
    trace.settle();
    body.get(local.frame);
    trace.pointer(FIRST_TOPIC);
    body.i32Const(count);
    putRegionOffset(trace, region);
    putRegionSize(trace, region);
    body.get(local.gas);
    body.call("log");
    trace.keepGas();
  };
}
