import type { Frame } from "./Frame.js";
import type { StepContext } from "./StepContext.js";

/** Makes a frame the one that runs; the one that ran waits for it. */
export function enterCallee(step: StepContext, callee: Frame): void {
  const { machine } = step;
  const caller = machine.frame === undefined ? undefined : { frame: machine.frame };
  machine.frame = { ...callee, caller };
}
