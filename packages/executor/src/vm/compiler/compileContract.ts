import { decodeInstructions } from "./analysis/decodeInstructions.js";
import type { Bounds } from "./Bounds.js";
import type { Fork } from "../../rules/Fork.js";
import { runtimeFunctions } from "./runtimeFunctions.js";
import { emitFunction } from "./trace/emitFunction.js";
import { helperFunctions } from "./trace/helpers.js";
import { functionParameters, moduleFunction } from "./trace/locals.js";
import { noFacts } from "./trace/Root.js";
import { RootPlan, type PlanLimits } from "./trace/RootPlan.js";
import { encodeModule, type ModuleFunction } from "./wasm/encodeModule.js";
import { valueType } from "./wasm/instructions.js";

export interface CompileOptions {
  readonly fork: Fork;
  readonly bounds: Bounds;
  /** How much of the code is compiled; `standardLimits` unless told. */
  readonly limits?: PlanLimits;
}

export interface CompileStats {
  /** Functions of the module. */
  readonly functions: number;
  /** Most i64 locals of one function. */
  readonly locals: number;
  /** Instructions of the code that were compiled, each as often as it stands on a path of its own. */
  readonly operations: number;
}

export interface CompiledContract {
  readonly wasm: Uint8Array;
  readonly stats: CompileStats;
}

export const standardLimits: PlanLimits = {
  operations: 16_000,
  operationsPerFunction: 2_000,
  variants: 6,
  bytes: 900_000,
  bytesPerFunction: 64_000,
};

const { i32 } = valueType;
/** By the numbers of `moduleType`. */
const types = [
  { parameters: functionParameters, results: [i32] },
  { parameters: [i32], results: [i32] },
  { parameters: [...functionParameters, i32], results: [i32] },
];

/**
 * Compiles EVM code to one WebAssembly module with the runtime's functions as imports: `run(frame)` does what the
 * interpreter does from the frame's start to its end and returns STATUS_*. What exceeds the limits is handed over to the
 * interpreter in the middle of the frame.
 */
export function compileContract(code: Uint8Array, options: CompileOptions): CompiledContract {
  const { limits = standardLimits, fork, bounds } = options;
  const decoded = decodeInstructions(code, fork);
  const plan = new RootPlan(decoded, limits);
  const context = { code: decoded, bounds, plan };
  plan.request(0, { ...noFacts, height: 0 });
  const paths: ModuleFunction[] = [];
  for (let root = plan.next(); root !== undefined; root = plan.next())
    paths.push(emitFunction(context, root));
  const functions = [...helperFunctions(moduleFunction.firstPath), ...paths];
  const wasm = encodeModule({
    types,
    imports: { module: "runtime", types: runtimeFunctions },
    memory: { module: "env", name: "memory" },
    functions,
    exports: [{ name: "run", function: moduleFunction.run }],
    table: { size: code.length, entries: plan.jumpTable },
  });
  const locals = Math.max(...paths.map(({ locals: runs }) => runs.at(-1)?.count ?? 0));
  return { wasm, stats: { functions: functions.length, locals, operations: plan.spent } };
}
