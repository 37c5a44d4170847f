import { compileContract } from "../compiler/compileContract.js";
import { CompiledCodes, compileOptionsOf } from "../runtime/CompiledCodes.js";
import type { Runtime } from "../runtime/Runtime.js";
import type { CaseRunner } from "./CaseRunner.js";
import { runtimeRunner } from "./runtimeRunner.js";

/** A runner, and how many different contract codes it really compiled. */
export interface CompiledRunner extends CaseRunner {
  readonly compiled: number;
}

/** Most instances kept; beyond it they are made again when they are needed. */
const keptInstances = 2_000;

/** Runs cases on the WebAssembly runtime with every code of the pre-state compiled before the transaction. */
export function compiledRunner(): CompiledRunner {
  let compiled = 0;
  const codesOf = new WeakMap<Runtime, CompiledCodes>();
  const prepare = (runtime: Runtime): void => {
    const codes = codesOf.get(runtime) ?? new CompiledCodes(runtime);
    codesOf.set(runtime, codes);
    for (let id = 1; id < runtime.wasm.codeCount(); id++) {
      if (codes.reuse(id, codes.hashOf(id)) || codes.isDelegation(id)) continue;
      const { wasm } = compileContract(codes.bytesOf(id), compileOptionsOf(runtime.rules));
      codes.install(id, new WebAssembly.Module(wasm));
      compiled++;
    }
  };
  const isFull = (runtime: Runtime): boolean => (codesOf.get(runtime)?.size ?? 0) > keptInstances;
  const runner = runtimeRunner("compiled", prepare, isFull);
  return Object.defineProperty(runner, "compiled", { get: () => compiled }) as CompiledRunner;
}
