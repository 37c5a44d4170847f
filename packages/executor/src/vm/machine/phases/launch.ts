import type { Hex } from "@muniment/protocol";
import { noCodeHash } from "../AccountFields.js";
import { createAddress } from "../createdAddress.js";
import { delegationOf } from "../delegationOf.js";
import { enterCallee } from "../enterCallee.js";
import type { Frame } from "../Frame.js";
import { isPrecompileAddress } from "../isPrecompileAddress.js";
import { Pages } from "../Pages.js";
import { frameStatus } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";
import { noView, type View } from "../View.js";
import { beginCreation, undoOf } from "./creation.js";

/** Phase LAUNCH: makes the transaction's own frame, or ends it at once where there is nothing to run. */
export function launch(step: StepContext): void {
  const { raw, dataOffset, dataSize, recipient } = step.transaction;
  const data: View = { pages: raw, offset: dataOffset, size: dataSize };
  if (recipient === undefined) createFirst(step, data);
  else callFirst(step, recipient, data);
}

function firstFrame(step: StepContext, fields: Pick<Frame, "self" | "isCreation" | "callData">): Frame {
  const { sender, value, gasLimit, intrinsicGas } = step.transaction;
  return {
    ...{ caller: undefined, isStatic: false, depth: 0, programCounter: 0, gas: gasLimit - intrinsicGas },
    ...{ stack: undefined, memory: Pages.none, code: undefined, returnData: noView },
    ...{ sender, value, outputOffset: 0, outputSize: 0, undo: undoOf(step.machine) },
    ...fields,
  };
}

function createFirst(step: StepContext, initCode: View): void {
  const { sender, nonce } = step.transaction;
  const self = createAddress(sender, nonce);
  step.warmAccount(self);
  const occupant = step.account(self);
  if (occupant.nonce !== 0n || occupant.codeHash !== noCodeHash) {
    step.goTo({ phase: "settle", status: frameStatus.halted, gasLeft: 0n });
    return;
  }
  enterCallee(step, firstFrame(step, { self, isCreation: true, callData: noView }));
  beginCreation(step, initCode);
}

function callFirst(step: StepContext, self: Hex, callData: View): void {
  const { sender, value, gasLimit, intrinsicGas } = step.transaction;
  const frame = firstFrame(step, { self, isCreation: false, callData });
  if (value !== 0n) step.transfer(sender, self, value);
  if (isPrecompileAddress(self)) {
    enterCallee(step, frame);
    step.goTo({ phase: "precompile", number: Number(BigInt(self)) });
    return;
  }
  const codeHash = codeToRun(step, self);
  if (codeHash === noCodeHash) {
    step.goTo({ phase: "settle", status: frameStatus.returned, gasLeft: gasLimit - intrinsicGas });
    return;
  }
  enterCallee(step, frame);
  step.goTo({ phase: "enter", codeHash, initCode: noView, hidden: 0 });
}

/** The recipient's code, or that of the account it delegates to. */
function codeToRun(step: StepContext, self: Hex): Hex {
  const { codeHash } = step.account(self);
  const delegate = delegationOf(step.code(codeHash));
  if (delegate === undefined) return codeHash;
  step.warmAccount(delegate);
  return step.account(delegate).codeHash;
}
