import { local } from "../trace/locals.js";
import type { Trace } from "../trace/Trace.js";
import type { EmitterTable, Emitter } from "./Emitter.js";
import { query } from "./stateQuery.js";

export const storage: EmitterTable = [
  [0x54, emitLoad],
  [0x55, store("storageStore")],
  [0x5c, emitTransientLoad],
  [0x5d, store("transientStore")],
];

function emitLoad(trace: Trace): void {
  trace.spill(0, trace.pop());
  query(trace, "storageLoad");
}

function emitTransientLoad(trace: Trace): void {
  trace.spill(0, trace.pop());
  trace.settle();
  trace.body.get(local.frame);
  trace.pointer(0);
  trace.pointer(0);
  trace.body.call("transientLoad");
  trace.push(trace.unspill(0));
}

function store(name: string): Emitter {
  return (trace) => {
    trace.spill(0, trace.pop());
    trace.spill(1, trace.pop());
    trace.settle();
    trace.body.get(local.frame);
    trace.pointer(0);
    trace.pointer(1);
    trace.body.get(local.gas);
    trace.body.call(name);
    trace.keepGas();
  };
}
