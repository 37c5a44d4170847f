import type { MachineState } from "@muniment/executor";
import type { StepFamily } from "@muniment/sdk";
import { batchFamilies } from "./batch/batchFamilies.js";
import { isRunStep } from "./isRunStep.js";
import { transactionFamilies } from "./transaction/transactionFamilies.js";

type Phase = MachineState["data"]["phase"];

/** Whose each phase is, but for RUN; DONE is no family's. */
const phases: Readonly<Partial<Record<Phase, StepFamily>>> = {
  ...batchFamilies,
  ...transactionFamilies,
  call: "CallFamily",
  enter: "PassageFamily",
  leave: "PassageFamily",
  deliver: "PassageFamily",
  precompile: "PrecompileFamily",
};

/** Instructions of CallFamily. */
const ofCalls = new Set([0xf0, 0xf1, 0xf2, 0xf4, 0xf5, 0xfa]);

/** The family of the step that follows a state; undefined when the machine is DONE. */
export function familyOf(state: Readonly<MachineState>): StepFamily | undefined {
  const { data, frame } = state;
  if (data.phase !== "run") return phases[data.phase];
  if (isRunStep(state)) return "RunFamily";
  return ofCalls.has(frame?.code?.bytes[frame.programCounter] ?? 0) ? "CallFamily" : "StateFamily";
}
