import { compileContract } from "../../../packages/executor/src/vm/compiler/compileContract.js";
import { CompiledCodes, compileOptionsOf } from "../../../packages/executor/src/vm/runtime/CompiledCodes.js";
import type { Runtime } from "@muniment/executor";

// Code entries of the runtime (assembly/runtime/codes.ts).
const codeBytes = 32;
const codeLength = 36;

/** What compiling one code took. */
export interface Compilation {
  /** Bytes of EVM code. */
  readonly size: number;
  /** Bytes of WebAssembly. */
  readonly wasmSize: number;
  /** Milliseconds from EVM code to a module of the engine, its first compilation included. */
  readonly time: number;
}

/** Compiles every code of a runtime and installs it. */
export function compileCodes(runtime: Runtime): Compilation[] {
  const codes = new CompiledCodes(runtime);
  return Array.from({ length: runtime.wasm.codeCount() }, (_, id) => id)
    .slice(1)
    .map((id) => {
      const code = codeOf(runtime, id);
      const start = performance.now();
      const { wasm } = compileContract(code, compileOptionsOf(runtime.rules));
      const module = new WebAssembly.Module(wasm);
      const time = performance.now() - start;
      codes.install(id, module);
      return { size: code.length, wasmSize: wasm.length, time };
    });
}

function codeOf(runtime: Runtime, id: number): Uint8Array {
  const at = runtime.wasm.codeEntry(id) >>> 0;
  const view = new DataView(runtime.memory.buffer);
  return runtime.bytes(view.getUint32(at + codeBytes, true), view.getUint32(at + codeLength, true)).slice();
}
