import { Pages } from "./Pages.js";
import { type FrameStatus, frameStatus } from "./PhaseData.js";
import type { StepContext } from "./StepContext.js";
import { noView, type View } from "./View.js";

/**
 * Ends the frame that runs: all that only a running frame has is gone, so that how far it came shows in nothing but its
 * gas and its output (spec/dispute.md, DISPUTE-48).
 */
export function endFrame(step: StepContext, status: FrameStatus, output: View = noView): void {
  const { frame } = step;
  if (status === frameStatus.halted) frame.gas = 0n;
  frame.programCounter = 0;
  frame.stack = undefined;
  frame.memory = Pages.none;
  frame.code = undefined;
  frame.returnData = noView;
  step.goTo({ phase: "leave", status, output: output.size === 0 ? noView : output });
}
