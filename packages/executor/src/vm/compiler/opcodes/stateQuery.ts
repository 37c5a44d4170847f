import { local } from "../trace/locals.js";
import type { Trace } from "../trace/Trace.js";
import type { Limbs } from "../values.js";
import { andWords } from "../words.js";
import type { Emitter } from "./Emitter.js";

const ADDRESS_MASK: Limbs = [0xffffffffffffffffn, 0xffffffffffffffffn, 0xffffffffn, 0n];

/** The operand of an instruction that takes an address, whose upper 96 bits do not count. */
export function popAddress(trace: Trace): Limbs {
  return andWords(trace.write, trace.pop(), ADDRESS_MASK);
}

/** A question about an account, which the runtime answers and charges for. */
export function stateQuery(name: string): Emitter {
  return (trace) => {
    trace.spill(0, popAddress(trace));
    query(trace, name);
  };
}

/** Calls a runtime function of the form (frame, word, out, gas) → gas on the first scratch word. */
export function query(trace: Trace, name: string): void {
  trace.settle();
  trace.body.get(local.frame);
  trace.pointer(0);
  trace.pointer(0);
  trace.body.get(local.gas);
  trace.body.call(name);
  trace.keepGas();
  trace.push(trace.unspill(0));
}
