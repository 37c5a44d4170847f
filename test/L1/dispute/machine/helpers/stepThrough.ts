import type { Machine } from "../../../../../packages/executor/src/index.js";
import type { ComparedStep } from "./deployFamilies.js";

type Compare = (machine: Machine) => Promise<ComparedStep | undefined>;

/**
 * Makes all steps of a machine, those of frames on L1 too, but for RunFamily's, which have tests of their own.
 * @returns The steps that were compared.
 */
export async function stepThrough(machine: Machine, compare: Compare): Promise<ComparedStep[]> {
  const steps: ComparedStep[] = [];
  while (!machine.isDone) {
    const { data, frame } = machine.state;
    const opcode = frame?.code?.bytes[frame.programCounter] ?? 0;
    const isOfRun = data.phase === "run" && !ofState.has(opcode) && !ofCalls.has(opcode);
    const step = isOfRun ? undefined : await compare(machine);
    if (step === undefined) machine.step();
    else steps.push(step);
  }
  return steps;
}

const ofState = new Set([0x31, 0x3b, 0x3c, 0x3f, 0x40, 0x47, 0x54, 0x55, 0x5c, 0x5d, 0xff]);
const ofCalls = new Set([0xf0, 0xf1, 0xf2, 0xf4, 0xf5, 0xfa]);
