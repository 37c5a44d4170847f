import type { StepContext } from "../StepContext.js";
import type { Handler } from "./Handler.js";
import { wordOfBytes } from "./wordOfBytes.js";

function jumpTo(step: StepContext, target: bigint): boolean {
  const { frame } = step;
  if (frame.code?.isDestination(target) !== true) return false;
  step.note({ kind: "instruction", offset: Number(target), size: 1 });
  frame.programCounter = Number(target);
  return true;
}

const jump: Handler = (step) => jumpTo(step, step.pop());

const jumpIf: Handler = (step) => {
  const target = step.pop();
  return step.pop() === 0n || jumpTo(step, target);
};

function constant(read: (step: StepContext) => number | bigint): Handler {
  return (step) => {
    step.push(BigInt(read(step)));
    return true;
  };
}

const pushBytes: Handler = (step, opcode) => {
  const { frame } = step;
  const size = opcode - 0x5f;
  const from = frame.programCounter;
  const bytes = new Uint8Array(size);
  // Bytes that are missing behind the code's end are zeros (VM-8).
  bytes.set(frame.code?.bytes.subarray(from, from + size) ?? []);
  if (size > 0) step.note({ kind: "instruction", offset: from, size });
  frame.programCounter += size;
  step.push(wordOfBytes(bytes));
  return true;
};

const duplicate: Handler = (step, opcode) => {
  let at = step.frame.stack;
  for (let n = opcode - 0x80; n > 0; n--) at = at?.below;
  step.push(at?.word ?? 0n);
  return true;
};

const swap: Handler = (step, opcode) => {
  const words = Array.from({ length: opcode - 0x8e }, () => step.pop());
  [words[0], words[words.length - 1]] = [words[words.length - 1] as bigint, words[0] as bigint];
  for (const word of words.reverse()) step.push(word);
  return true;
};

const family = (count: number, name: string, handler: Handler): [string, Handler][] =>
  Array.from({ length: count }, (_, index) => [`${name}${index + 1}`, handler]);

/** Instructions on the stack and the program counter (spec/vm.md, VM-8, VM-12, VM-13). */
export const flow: Readonly<Record<string, Handler>> = {
  POP: (step) => {
    step.pop();
    return true;
  },
  JUMP: jump,
  JUMPI: jumpIf,
  JUMPDEST: () => true,
  PC: constant(({ frame }) => frame.programCounter - 1),
  MSIZE: constant(({ frame }) => frame.memory.size),
  GAS: constant(({ frame }) => frame.gas),
  PUSH0: pushBytes,
  ...Object.fromEntries(family(32, "PUSH", pushBytes)),
  ...Object.fromEntries(family(16, "DUP", duplicate)),
  ...Object.fromEntries(family(16, "SWAP", swap)),
};
