import { Runtime } from "../../../../../packages/executor/src/vm/runtime/Runtime.js";
import {
  readWord as read,
  writeWord as write,
} from "../../../../../packages/executor/src/vm/runtime/words.js";
import type { Rules } from "../../../../../packages/executor/src/rules/Rules.js";

/** A function that the runtime module exports, as JavaScript sees it. */
type Exported = (...parameters: (number | bigint)[]) => number | bigint;

/** The runtime with its exports by name, for tests of its functions one by one. */
export interface RuntimeModule {
  readonly runtime: Runtime;
  readonly memory: WebAssembly.Memory;
  readonly call: (name: string, ...parameters: (number | bigint)[]) => number | bigint;
}

export function loadRuntimeModule(rules: Rules = { kind: "ethereum", fork: "osaka" }): RuntimeModule {
  const runtime = new Runtime({ rules });
  const exported = runtime.wasm as unknown as Record<string, Exported>;
  return {
    runtime,
    memory: runtime.memory,
    call: (name, ...parameters) => exported[name]!(...parameters),
  };
}

/** Writes a 256-bit number as a word of four little-endian limbs. */
export function writeWord(memory: WebAssembly.Memory, address: number, value: bigint): void {
  write(new DataView(memory.buffer), address, value);
}

/** Reads a word of four little-endian limbs. */
export function readWord(memory: WebAssembly.Memory, address: number): bigint {
  return read(new DataView(memory.buffer), address);
}
