import { scratchKeys, zeroHash } from "@muniment/protocol";
import { isEmptyAccount } from "../AccountFields.js";
import { endFrame } from "../endFrame.js";
import { type FrameStatus, frameStatus } from "../PhaseData.js";
import { prices } from "../prices.js";
import type { StepContext } from "../StepContext.js";
import { toAddress } from "../toAddress.js";
import type { View } from "../View.js";
import type { Handler } from "./Handler.js";
import { charge, regionOf } from "./regions.js";

function leave(step: StepContext, status: FrameStatus, output?: View): true {
  endFrame(step, status, output);
  return true;
}

/** RETURN and REVERT: hand out a region of memory. */
function handOut(status: FrameStatus): Handler {
  return (step) => {
    const offset = step.pop();
    const region = regionOf(step, offset, step.pop(), false);
    return region !== undefined && leave(step, status, { pages: step.frame.memory, ...region });
  };
}

/** SELFDESTRUCT (EIP-6780). */
const destroy: Handler = (step) => {
  const { frame } = step;
  const heir = toAddress(step.pop());
  if (frame.isStatic) return false;
  const isWarm = step.warmAccount(heir);
  const { balance } = step.account(frame.self);
  const isForNew = balance !== 0n && isEmptyAccount(step.account(heir));
  const cost = (isWarm ? 0n : prices.coldAccount) + (isForNew ? prices.newAccount : 0n);
  if (!charge(step, cost)) return false;
  if (heir !== frame.self) step.transfer(frame.self, heir, balance);
  if (step.scratch(scratchKeys.created(frame.self)) !== zeroHash) {
    // What the account leaves to itself is burnt.
    step.pay(frame.self, -step.account(frame.self).balance);
    step.markDestroyed(frame.self);
  }
  return leave(step, frameStatus.returned);
};

/** Instructions that end a frame (spec/vm.md, VM-14). */
export const ends: Readonly<Record<string, Handler>> = {
  STOP: (step) => leave(step, frameStatus.returned),
  RETURN: handOut(frameStatus.returned),
  REVERT: handOut(frameStatus.reverted),
  SELFDESTRUCT: destroy,
};
