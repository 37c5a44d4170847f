import type { Instruction } from "../analysis/decodeInstructions.js";
import type { Trace } from "../trace/Trace.js";

/** Writes one instruction of the code: pops its operands, pushes its results. Its constant gas is charged already. */
export type Emitter = (trace: Trace, instruction: Instruction) => void;
export type EmitterTable = readonly (readonly [opcode: number, emit: Emitter])[];
