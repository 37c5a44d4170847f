import { decodeInstructions } from "./analysis/decodeInstructions.js";
import type { Bounds } from "./Bounds.js";
import type { Fork } from "../precompiles/Fork.js";
import { runtimeFunctions } from "./runtimeFunctions.js";
import { emitEntry, emitFunction } from "./trace/emitFunction.js";
import { functionParameters } from "./trace/locals.js";
import { noFacts } from "./trace/Root.js";
import { RootPlan, type PlanLimits } from "./trace/RootPlan.js";
import { encodeModule, type ModuleFunction } from "./wasm/encodeModule.js";
import { valueType } from "./wasm/instructions.js";

export interface CompileOptions {
  readonly fork: Fork;
  readonly bounds: Bounds;
  /** Largest module, bytes; 1 MB unless told. */
  readonly maximumSize?: number;
  /** With which attempt to begin: 0, which follows the most jumps, unless told. */
  readonly firstAttempt?: number;
}

export interface CompileStats {
  /** Functions of the module. */
  readonly functions: number;
  /** Most i64 locals of one function. */
  readonly locals: number;
  /** Which attempt succeeded: 0 followed the most jumps. */
  readonly attempt: number;
  /** Whether some jump's target is only known when it runs. */
  readonly hasDynamicJumps: boolean;
}

export type CompileResult =
  | { readonly isCompiled: true; readonly wasm: Uint8Array; readonly stats: CompileStats }
  /** The code stays interpreted: its module would be larger than allowed however little is followed. */
  | { readonly isCompiled: false; readonly reason: "too-large" };

const MAXIMUM_SIZE = 1 << 20;

/** What the attempts follow, from the fastest code to the smallest. */
const attempts: readonly PlanLimits[] = [
  { operations: 16_000, operationsPerFunction: 3_000, variants: 6 },
  { operations: 3_000, operationsPerFunction: 300, variants: 2 },
  { operations: 0, operationsPerFunction: 0, variants: 0 },
];

/**
 * Compiles EVM code to one WebAssembly module with the runtime's functions as imports: `run(frame)` does what the
 * interpreter does from the frame's start to its end and returns STATUS_*.
 */
export function compileContract(code: Uint8Array, options: CompileOptions): CompileResult {
  const maximumSize = options.maximumSize ?? MAXIMUM_SIZE;
  for (const [attempt, limits] of attempts.entries()) {
    if (attempt < (options.firstAttempt ?? 0)) continue;
    const module = emitModule(code, { ...options, maximumSize }, limits);
    if (module === undefined) continue;
    const { functions, hasDynamicJumps } = module;
    const locals = Math.max(...functions.map(({ locals: runs }) => runs.at(-1)?.count ?? 0));
    const stats = { functions: functions.length, locals, attempt, hasDynamicJumps };
    return { isCompiled: true, wasm: encode(module, code.length), stats };
  }
  return { isCompiled: false, reason: "too-large" };
}

interface EmittedModule {
  readonly functions: readonly ModuleFunction[];
  readonly jumpTable: ReadonlyMap<number, number>;
  readonly hasDynamicJumps: boolean;
}

const ENTRY_TYPE = 1;
const types = [
  { parameters: functionParameters, results: [valueType.i32] },
  { parameters: [valueType.i32], results: [valueType.i32] },
];

/** Writes the functions until none is asked for any more; undefined when they are too large. */
function emitModule(code: Uint8Array, options: CompileOptions & { maximumSize: number }, limits: PlanLimits): EmittedModule | undefined {
  const decoded = decodeInstructions(code, options.fork);
  const plan = new RootPlan(decoded, limits);
  const context = { code: decoded, bounds: options.bounds, plan };
  const entry = plan.request(0, { ...noFacts, height: 0 }, false);
  const functions: ModuleFunction[] = [];
  let size = 0;
  for (let root = plan.roots[0]; root !== undefined; root = plan.roots[functions.length]) {
    const emitted = emitFunction(context, root);
    functions.push(emitted);
    size += emitted.body.bytes.length;
    if (size > options.maximumSize) return undefined;
  }
  functions.push(emitEntry(ENTRY_TYPE, entry));
  return { functions, jumpTable: plan.jumpTable(), hasDynamicJumps: plan.hasDynamicJumps };
}

function encode({ functions, jumpTable, hasDynamicJumps }: EmittedModule, codeSize: number): Uint8Array {
  return encodeModule({
    types,
    imports: { module: "runtime", types: runtimeFunctions },
    memory: { module: "env", name: "memory" },
    functions,
    exports: [{ name: "run", function: functions.length - 1 }],
    ...(hasDynamicJumps ? { table: { size: codeSize, entries: jumpTable } } : {}),
  });
}
