import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

/** Bytes that one step copies at most. */
const most = 8192;

/** Phase DELIVER: copies a callee's output into its caller's memory. */
export function deliver(
  step: StepContext,
  { copied, to, size }: Extract<PhaseData, { phase: "deliver" }>,
): void {
  const { pages, offset } = step.frame.returnData;
  const part = Math.min(most, size - copied);
  step.writeMemory(to + copied, step.readPages("returnData", pages, offset + copied, part));
  const isWhole = copied + part === size;
  step.goTo(isWhole ? { phase: "run" } : { phase: "deliver", copied: copied + part, to, size });
}
