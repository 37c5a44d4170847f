import type { Undo } from "../Frame.js";
import type { MachineState } from "../MachineState.js";
import type { StepContext } from "../StepContext.js";
import type { View } from "../View.js";

/** What undoing a frame that begins now goes back to. */
export function undoOf({ state, scratch, refund, logs, bloom }: MachineState): Undo {
  return { state, scratch, refund, logs, bloom };
}

/** Makes the account of the frame that was just entered, gives it its value, and its init code next. */
export function beginCreation(step: StepContext, initCode: View): void {
  const { self, sender, value } = step.frame;
  step.markCreated(self);
  step.setAccount(self, { ...step.account(self), nonce: 1n });
  if (value !== 0n) step.transfer(sender, self, value);
  step.goTo({ phase: "enter", codeHash: undefined, initCode, hidden: 0 });
}
