import type { StepContext } from "./StepContext.js";

/** Ends the step of the trace with the leaf that says that nothing became of the transaction (DISPUTE-42). */
export function passOver(step: StepContext): void {
  const { machine } = step;
  machine.state = machine.origin;
  endStep(step);
}

/** Ends the step of the trace; the leaf is the one behind it. */
export function endStep(step: StepContext): void {
  const { machine } = step;
  machine.transaction = undefined;
  machine.frame = undefined;
  step.goTo({ phase: "done" });
}
