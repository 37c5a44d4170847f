import { valueType } from "../wasm/instructions.js";

/** The locals every function has, before those of its pool. The first three are its parameters. */
export const local = {
  frame: 0,
  stackPointer: 1,
  gas: 2,
  memoryBase: 3,
  /** Where the current operation reads or writes. */
  address: 4,
  /** A region of the frame's memory, as `resolveRegion` found it: offset and size. */
  regionOffset: 5,
  regionSize: 6,
  memorySize: 7,
  vector: 8,
  pool: 9,
} as const;

/** The numbers of the module's functions: the first ones are helpers, the others follow the code from their roots. */
export const moduleFunction = { run: 0, handOver: 1, jump: 2, firstPath: 3 } as const;

/** The numbers of the module's types: of paths, of `run`, of the helpers that also take a position. */
export const moduleType = { path: 0, run: 1, helper: 2 } as const;

export const functionParameters = [valueType.i32, valueType.i32, valueType.i64] as const;

/** How the locals between the parameters and the pool are declared. */
export const fixedLocals = [
  { count: 4, type: valueType.i32 },
  { count: 1, type: valueType.i64 },
  { count: 1, type: valueType.v128 },
] as const;
