import type { Runtime } from "@muniment/executor";
import { compileContract } from "../../../packages/executor/src/vm/compiler/compileContract.js";
import type { CompiledCodes } from "../../../packages/executor/src/vm/runtime/CompiledCodes.js";
import { compileOptionsOf } from "../../../packages/executor/src/vm/runtime/CompiledCodes.js";

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
export function compileCodes(runtime: Runtime, codes: CompiledCodes): Compilation[] {
  return Array.from({ length: runtime.wasm.codeCount() }, (_, id) => id)
    .slice(1)
    .map((id) => {
      const code = codes.bytesOf(id);
      const start = performance.now();
      const { wasm } = compileContract(code, compileOptionsOf(runtime.rules));
      const module = new WebAssembly.Module(wasm);
      const time = performance.now() - start;
      codes.install(id, module);
      return { size: code.length, wasmSize: wasm.length, time };
    });
}
