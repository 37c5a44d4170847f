import { operationOf } from "../../compiler/analysis/operations.js";
import { endFrame } from "../endFrame.js";
import { arithmetic } from "../instructions/arithmetic.js";
import { calls } from "../instructions/calls.js";
import { ends } from "../instructions/ends.js";
import { environment } from "../instructions/environment.js";
import { flow } from "../instructions/flow.js";
import type { Handler } from "../instructions/Handler.js";
import { logs } from "../instructions/logs.js";
import { memory } from "../instructions/memory.js";
import { storage } from "../instructions/storage.js";
import { limits } from "../limits.js";
import { frameStatus } from "../PhaseData.js";
import { heightOf } from "../Stack.js";
import type { StepContext } from "../StepContext.js";

interface Instruction {
  readonly pops: number;
  readonly pushes: number;
  readonly gas: bigint;
  readonly handler: Handler;
}

const handlers: Readonly<Record<string, Handler>> = {
  ...arithmetic,
  ...memory,
  ...environment,
  ...storage,
  ...flow,
  ...logs,
  ...ends,
  ...calls,
};

const instructions: readonly (Instruction | undefined)[] = Array.from({ length: 256 }, (_, opcode) => {
  const operation = operationOf(opcode, "osaka");
  const handler = operation && handlers[operation.name];
  if (operation === undefined || handler === undefined) return undefined;
  return { pops: operation.pops, pushes: operation.pushes, gas: BigInt(operation.gas), handler };
});

/** Phase RUN: one instruction of the frame. */
export function run(step: StepContext): void {
  const { frame } = step;
  const at = frame.programCounter;
  // A frame that runs past its last byte stops (VM-8).
  const opcode = frame.code?.bytes[at] ?? 0;
  step.note({ kind: "instruction", offset: at, size: 1 });
  frame.programCounter = at + 1;
  const instruction = instructions[opcode];
  if (instruction === undefined || !isAffordable(step, instruction) || !instruction.handler(step, opcode)) {
    endFrame(step, frameStatus.halted);
  }
}

/** The constant price, and the height of the stack (VM-9, VM-10). */
function isAffordable(step: StepContext, { pops, pushes, gas }: Instruction): boolean {
  const { frame } = step;
  const height = heightOf(frame.stack);
  if (height < pops || height - pops + pushes > limits.stack) return false;
  step.note({ kind: "stack", depth: pops });
  frame.gas -= gas;
  return frame.gas >= 0n;
}
