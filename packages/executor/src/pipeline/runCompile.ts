import { parentPort } from "node:worker_threads";
import { compileContract } from "../vm/compiler/compileContract.js";
import type { CompileOptions } from "../vm/compiler/compileContract.js";

/** A code to compile. */
export interface CompileRequest {
  readonly id: number;
  readonly code: Uint8Array;
}

/** A code that was compiled, or why it was not. */
export type CompileReply =
  | { readonly id: number; readonly module: WebAssembly.Module; readonly milliseconds: number }
  | { readonly id: number; readonly problem: string };

/** The life of the compiler's thread. A code that cannot be compiled stays interpreted. */
export function runCompile(data: unknown): void {
  const options = data as CompileOptions;
  parentPort?.on("message", ({ id, code }: CompileRequest) => {
    parentPort?.postMessage(compile(id, code, options));
  });
}

function compile(id: number, code: Uint8Array, options: CompileOptions): CompileReply {
  const started = performance.now();
  try {
    const module = new WebAssembly.Module(compileContract(code, options).wasm);
    return { id, module, milliseconds: performance.now() - started };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
