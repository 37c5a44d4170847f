import { keccak256 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { type AccountFields, isEmptyAccount } from "../AccountFields.js";
import { createAddress, create2Address } from "../createdAddress.js";
import { delegationOf } from "../delegationOf.js";
import { endFrame } from "../endFrame.js";
import { enterCallee } from "../enterCallee.js";
import type { Frame } from "../Frame.js";
import { isPrecompileAddress } from "../isPrecompileAddress.js";
import { limits } from "../limits.js";
import type { PhaseData } from "../PhaseData.js";
import { frameStatus } from "../PhaseData.js";
import { prices } from "../prices.js";
import type { StepContext } from "../StepContext.js";
import { toAddress } from "../toAddress.js";
import { noView } from "../View.js";
import { beginCreation, undoOf } from "./creation.js";

type CallData = Extract<PhaseData, { phase: "call" }>;

const opcodes = { create: 0xf0, call: 0xf1, callCode: 0xf2, create2: 0xf5 } as const;

/** Phase CALL: decides a call or a creation, and makes the callee's frame or answers at once. */
export function call(step: StepContext, data: CallData): void {
  if (data.draft.isCreation) create(step, data);
  else callAccount(step, data);
}

function halt(step: StepContext): void {
  endFrame(step, frameStatus.halted);
}

/** Answers at once: the caller goes on with no return data. */
function answer(step: StepContext, gas: bigint, result: bigint): void {
  const { frame } = step;
  frame.gas += gas;
  frame.returnData = noView;
  step.push(result);
  step.goTo({ phase: "run" });
}

function callAccount(step: StepContext, data: CallData): void {
  const { frame } = step;
  const { draft, opcode } = data;
  const target = toAddress(data.operand);
  const isPaying = (opcode === opcodes.call || opcode === opcodes.callCode) && draft.value !== 0n;
  const codeHash = payForCall(step, target, isPaying ? opcode : undefined);
  if (codeHash === undefined) {
    halt(step);
    return;
  }
  const most = frame.gas - frame.gas / 64n;
  const given = draft.gas < most ? draft.gas : most;
  frame.gas -= given;
  const gas = given + (isPaying ? prices.stipend : 0n);
  if (draft.depth > limits.callDepth) {
    answer(step, gas, 0n);
    return;
  }
  if (isPaying && step.account(frame.self).balance < draft.value) {
    answer(step, gas, 0n);
    return;
  }
  const undo = undoOf(step.machine);
  if (isPaying && opcode === opcodes.call) step.transfer(frame.self, target, draft.value);
  if (isPrecompileAddress(target)) {
    enterCallee(step, { ...draft, gas, undo });
    step.goTo({ phase: "precompile", number: Number(BigInt(target)) });
  } else if (codeHash === "none") answer(step, gas, 1n);
  else {
    enterCallee(step, { ...draft, gas, undo });
    step.goTo({ phase: "enter", codeHash, initCode: noView, hidden: 0 });
  }
}

/**
 * Pays for the access to an account, for value sent there, and for the access to the account that it delegates to.
 * @param paying Opcode of a call that sends value.
 * @returns Hash of the code to run; undefined when the gas does not suffice.
 */
function payForCall(step: StepContext, target: Hex, paying: number | undefined): Hex | "none" | undefined {
  const { frame } = step;
  const isWarm = step.warmAccount(target);
  frame.gas -= isWarm ? prices.warmAccess : prices.coldAccount;
  const account = step.account(target);
  if (paying !== undefined) {
    frame.gas -= prices.callValue;
    if (paying === opcodes.call && isEmptyAccount(account)) frame.gas -= prices.newAccount;
  }
  if (frame.gas < 0n) return undefined;
  const delegate = delegationOf(step.code(account.codeHash));
  if (delegate === undefined) return codeOf(step, account);
  const isDelegateWarm = step.warmAccount(delegate);
  frame.gas -= isDelegateWarm ? prices.warmAccess : prices.coldAccount;
  return frame.gas < 0n ? undefined : codeOf(step, step.account(delegate));
}

function codeOf(step: StepContext, { codeHash }: AccountFields): Hex | "none" {
  return step.store.code(codeHash).length === 0 ? "none" : codeHash;
}

function create(step: StepContext, { draft, operand: salt, opcode }: CallData): void {
  const { frame } = step;
  const creator = step.account(frame.self);
  if (draft.depth > limits.callDepth || creator.balance < draft.value || creator.nonce === limits.lastNonce) {
    answer(step, 0n, 0n);
    return;
  }
  const gas = frame.gas - frame.gas / 64n;
  frame.gas -= gas;
  const self = addressOf(step, { draft, salt, opcode, nonce: creator.nonce });
  step.setAccount(frame.self, { ...creator, nonce: creator.nonce + 1n });
  step.warmAccount(self);
  const { nonce, codeHash } = step.account(self);
  if (nonce !== 0n || codeOf(step, { nonce, balance: 0n, codeHash }) !== "none") {
    answer(step, 0n, 0n);
    return;
  }
  enterCallee(step, { ...draft, gas, self, callData: noView, undo: undoOf(step.machine) });
  beginCreation(step, draft.callData);
}

interface Creation {
  readonly draft: Frame;
  readonly salt: bigint;
  readonly opcode: number;
  readonly nonce: bigint;
}

function addressOf(step: StepContext, { draft, salt, opcode, nonce }: Creation): Hex {
  const { self } = step.frame;
  if (opcode !== opcodes.create2) return createAddress(self, nonce);
  const { pages, offset, size } = draft.callData;
  return create2Address(self, salt, keccak256(step.readPages("memory", pages, offset, size)));
}
