import {
  FRAME_GAS,
  FRAME_OUTPUT,
  FRAME_OUTPUT_SIZE,
  STATUS_RETURNED,
  STATUS_REVERTED,
} from "../../runtime/layout.js";
import { local } from "../trace/locals.js";
import { putRegionOffset, putRegionSize, resolveRegion } from "../trace/memory.js";
import type { Trace } from "../trace/Trace.js";
import { wasm } from "../wasm/instructions.js";
import type { Emitter, EmitterTable } from "./Emitter.js";
import { popAddress } from "./stateQuery.js";

export const exits: EmitterTable = [
  [0x00, emitStop],
  [0xf3, exitWithOutput(STATUS_RETURNED)],
  [0xfd, exitWithOutput(STATUS_REVERTED)],
  [0xff, emitSelfDestruct],
];

function emitStop(trace: Trace): void {
  trace.settle();
  leaveFrame(trace, STATUS_RETURNED);
}

function exitWithOutput(status: number): Emitter {
  return (trace) => {
    const { body } = trace;
    const words = { offset: trace.pop(), size: trace.pop() };
    const region = resolveRegion(trace, words, false);
    if (region === undefined) return;
    trace.settle();
    if (region.size !== 0) {
      trace.loadMemoryBase();
      body.get(local.frame);
      body.get(local.memoryBase);
      putRegionOffset(trace, region);
      body.op(wasm.i32Add);
      body.access(wasm.i32Store, FRAME_OUTPUT);
      body.get(local.frame);
      putRegionSize(trace, region);
      body.access(wasm.i32Store, FRAME_OUTPUT_SIZE);
    }
    leaveFrame(trace, status);
  };
}

function emitSelfDestruct(trace: Trace): void {
  const { body } = trace;
  trace.spill(0, popAddress(trace));
  trace.settle();
  body.get(local.frame);
  trace.pointer(0);
  body.get(local.gas);
  body.call("selfDestruct");
  trace.keepGas();
  leaveFrame(trace, STATUS_RETURNED);
}

/** Writes the gas that is left and ends the frame. The output's size was zero since it began. */
function leaveFrame(trace: Trace, status: number): void {
  const { body } = trace;
  body.get(local.frame);
  body.get(local.gas);
  body.access(wasm.i64Store, FRAME_GAS);
  body.i32Const(status);
  body.op(wasm.return);
  trace.isEnded = true;
}
