import type { Fork } from "../../../rules/Fork.js";
import { operationOf, type Operation } from "./operations.js";

/** One instruction: where it stands, where the next one does, and what a PUSH pushes. */
export interface Instruction {
  readonly at: number;
  readonly next: number;
  readonly opcode: number;
  readonly operation: Operation | undefined;
  readonly constant: bigint;
}

/** The code by position. */
export interface DecodedCode {
  readonly size: number;
  /** The instructions in their order; the positions of immediate bytes are none's. */
  readonly instructions: readonly Instruction[];
  readonly jumpDestinations: ReadonlySet<number>;
  /** What `isCold` has found out. */
  readonly cold: Map<number, boolean>;
  /** The instruction at a position; past the end of the code stands STOP. */
  at(position: number): Instruction;
  /** Up to so many instructions that stand before a position, nearest first. */
  before(position: number, count: number): readonly Instruction[];
}

const JUMPDEST = 0x5b;
const PUSH1 = 0x60;
const PUSH32 = 0x7f;

/** Cuts code into instructions, as the machine does when it runs from the start, and finds its jump destinations. */
export function decodeInstructions(code: Uint8Array, fork: Fork): DecodedCode {
  const instructions: Instruction[] = [];
  /** The number of the instruction at a position, plus one. */
  const numbers = new Uint32Array(code.length);
  const jumpDestinations = new Set<number>();
  for (let at = 0; at < code.length;) {
    const opcode = code[at] ?? 0;
    const size = opcode >= PUSH1 && opcode <= PUSH32 ? opcode - PUSH1 + 1 : 0;
    const next = at + 1 + size;
    const instruction = {
      at,
      next,
      opcode,
      operation: operationOf(opcode, fork),
      constant: readConstant(code, at + 1, size),
    };
    numbers[at] = instructions.push(instruction);
    if (opcode === JUMPDEST) jumpDestinations.add(at);
    at = next;
  }
  const stop = operationOf(0, fork);
  return {
    size: code.length,
    instructions,
    jumpDestinations,
    cold: new Map(),
    at: (position) =>
      instructions[(numbers[position] ?? 0) - 1] ?? {
        at: position,
        next: position + 1,
        opcode: 0,
        operation: stop,
        constant: 0n,
      },
    before: (position, count) => {
      const index = Math.max(0, (numbers[position] ?? 0) - 1);
      return instructions.slice(Math.max(0, index - count), index).reverse();
    },
  };
}

/** The immediate bytes as a number; bytes past the end of the code are zero. */
function readConstant(code: Uint8Array, from: number, size: number): bigint {
  let value = 0n;
  let chunk = 0;
  for (let index = 0; index < size; index++) {
    chunk = chunk * 256 + (code[from + index] ?? 0);
    if (index % 4 === 3 || index === size - 1) {
      value = (value << BigInt(8 * ((index % 4) + 1))) | BigInt(chunk);
      chunk = 0;
    }
  }
  return value;
}
