import type { Frame } from "../Frame.js";
import { limits } from "../limits.js";
import { type FrameStatus, frameStatus, type PhaseData } from "../PhaseData.js";
import { prices } from "../prices.js";
import type { StepContext } from "../StepContext.js";
import { noView, type View } from "../View.js";

const reservedFirstByte = 0xef;

/** Phase LEAVE: ends a frame; what it did is kept or undone, created code is stored, and its caller goes on. */
export function leave(step: StepContext, data: Extract<PhaseData, { phase: "leave" }>): void {
  const { frame, machine } = step;
  const { output } = data;
  const status = frame.isCreation ? storeCode(step, data.status, output) : data.status;
  if (status !== frameStatus.returned && frame.undo !== undefined) {
    Object.assign(machine, frame.undo);
  }
  const gasLeft = status === frameStatus.halted ? 0n : frame.gas;
  if (frame.caller === undefined) {
    machine.frame = undefined;
    step.goTo({ phase: "settle", status, gasLeft });
    return;
  }
  machine.frame = { ...frame.caller.frame };
  const caller = machine.frame;
  caller.gas += gasLeft;
  const isKept = status !== frameStatus.halted && !(frame.isCreation && status === frameStatus.returned);
  caller.returnData = isKept ? output : noView;
  step.push(resultOf(frame, status));
  const size = frame.isCreation ? 0 : Math.min(caller.returnData.size, frame.outputSize);
  if (size === 0) step.goTo({ phase: "run" });
  else step.goTo({ phase: "deliver", copied: 0, to: frame.outputOffset, size });
}

function resultOf({ isCreation, self }: Frame, status: FrameStatus): bigint {
  if (status !== frameStatus.returned) return 0n;
  return isCreation ? BigInt(self) : 1n;
}

/** Stores the code that init code returned. @returns How the frame ends then (EIP-170, EIP-3541). */
function storeCode(step: StepContext, status: FrameStatus, output: View): FrameStatus {
  if (status !== frameStatus.returned) return status;
  const { frame } = step;
  const gas = frame.gas - prices.codeByte * BigInt(output.size);
  if (output.size > limits.code || gas < 0n) return frameStatus.halted;
  const code = step.readPages("output", output.pages, output.offset, output.size);
  if (code[0] === reservedFirstByte) return frameStatus.halted;
  frame.gas = gas;
  step.setAccount(frame.self, { ...step.account(frame.self), codeHash: step.store.addCode(code) });
  return frameStatus.returned;
}
