import { parentPort } from "node:worker_threads";
import type { Hex } from "@muniment/protocol";
import { compileContract } from "../vm/compiler/compileContract.js";
import type { CompileOptions } from "../vm/compiler/compileContract.js";

/** A code to compile. */
export interface CompileRequest {
  readonly id: number;
  /** Its hash comes back with the reply: an id may be another code's by then. */
  readonly hash: Hex;
  readonly code: Uint8Array;
}

/** A code that was compiled. */
export interface CompiledReply {
  readonly id: number;
  readonly hash: Hex;
  readonly module: WebAssembly.Module;
  readonly milliseconds: number;
}

/** A code that was compiled, or why it was not. */
export type CompileReply = CompiledReply | { readonly id: number; readonly problem: string };

/** The life of the compiler's thread. A code that cannot be compiled stays interpreted. */
export function runCompile(data: unknown): void {
  const options = data as CompileOptions;
  parentPort?.on("message", (request: CompileRequest) => {
    parentPort?.postMessage(compile(request, options));
  });
}

function compile({ id, hash, code }: CompileRequest, options: CompileOptions): CompileReply {
  const started = performance.now();
  try {
    const module = new WebAssembly.Module(compileContract(code, options).wasm);
    return { id, hash, module, milliseconds: performance.now() - started };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
