import type { MachineState, StepRecorder } from "@muniment/executor";
import { encodeRunWitness, type MachineWords } from "@muniment/protocol";
import { isRunStep } from "./isRunStep.js";
import { RunCollector } from "./RunCollector.js";

/** What a witness is collected from: a machine that goes on, step by step. */
export interface SteppedMachine {
  readonly state: Readonly<MachineState>;
  words(): MachineWords;
  step(recorder: StepRecorder): void;
}

/** What RunFamily needs of some steps. */
export interface CollectedRun {
  /** How many they are; 0 when the first is another family's. */
  readonly done: number;
  readonly witness: Uint8Array;
}

/**
 * Makes the machine's next steps, as long as they are RunFamily's, and collects what they read.
 * @param most Steps at most.
 */
export function collectRun(machine: SteppedMachine, most: number): CollectedRun {
  if (!isRunStep(machine.state)) return { done: 0, witness: new Uint8Array(0) };
  const collector = new RunCollector(machine.state, machine.words());
  let done = 0;
  for (; done < most && isRunStep(machine.state); done++) {
    collector.begin(machine.state);
    machine.step(collector);
  }
  return { done, witness: encodeRunWitness(collector.witness()) };
}
