import type { Frame } from "../Frame.js";
import { limits } from "../limits.js";
import { Pages } from "../Pages.js";
import { prices } from "../prices.js";
import type { StepContext } from "../StepContext.js";
import { toAddress } from "../toAddress.js";
import { noView } from "../View.js";
import type { Handler } from "./Handler.js";
import { charge, type Region, regionOf, wordsOf } from "./regions.js";

const opcodes = {
  create: 0xf0,
  call: 0xf1,
  callCode: 0xf2,
  delegateCall: 0xf4,
  create2: 0xf5,
  staticCall: 0xfa,
};

/** A callee as far as its caller says. */
function draftOf(step: StepContext, input: Region, fields: Partial<Frame>): Frame {
  const { frame } = step;
  return {
    ...{ caller: undefined, isCreation: false, isStatic: frame.isStatic, depth: frame.depth + 1 },
    ...{ programCounter: 0, gas: 0n, stack: undefined, memory: Pages.none, code: undefined },
    callData: { pages: frame.memory, ...input },
    returnData: noView,
    ...{ self: frame.self, sender: frame.self, value: 0n, outputOffset: 0, outputSize: 0, undo: undefined },
    ...fields,
  };
}

/** CALL, CALLCODE, DELEGATECALL and STATICCALL: pay for memory; phase CALL does the rest. */
const call: Handler = (step, opcode) => {
  const { frame } = step;
  const gas = step.pop();
  const target = toAddress(step.pop());
  const hasValue = opcode === opcodes.call || opcode === opcodes.callCode;
  const value = hasValue ? step.pop() : 0n;
  const [inputAt, inputSize, outputAt, outputSize] = [step.pop(), step.pop(), step.pop(), step.pop()];
  const input = regionOf(step, inputAt, inputSize, false);
  const output = input && regionOf(step, outputAt, outputSize, false);
  if (input === undefined || output === undefined) return false;
  if (opcode === opcodes.call && frame.isStatic && value !== 0n) return false;
  const inherits = opcode === opcodes.callCode || opcode === opcodes.delegateCall;
  const isDelegate = opcode === opcodes.delegateCall;
  const draft = draftOf(step, input, {
    isStatic: frame.isStatic || opcode === opcodes.staticCall,
    gas,
    self: inherits ? frame.self : target,
    sender: isDelegate ? frame.sender : frame.self,
    value: isDelegate ? frame.value : value,
    outputOffset: output.offset,
    outputSize: output.size,
  });
  step.goTo({ phase: "call", draft, operand: BigInt(target), opcode });
  return true;
};

/** CREATE and CREATE2: pay for memory and init code; phase CALL does the rest. */
const create: Handler = (step, opcode) => {
  const value = step.pop();
  const offset = step.pop();
  const size = step.pop();
  const isSalted = opcode === opcodes.create2;
  const salt = isSalted ? step.pop() : 0n;
  const input = regionOf(step, offset, size, false);
  if (input === undefined || step.frame.isStatic || input.size > limits.initCode) return false;
  const price = prices.initCodeWord + (isSalted ? prices.hashWord : 0n);
  if (!charge(step, price * wordsOf(input.size))) return false;
  const draft = draftOf(step, input, { isCreation: true, value });
  step.goTo({ phase: "call", draft, operand: salt, opcode });
  return true;
};

/** Instructions that make a callee. */
export const calls: Readonly<Record<string, Handler>> = {
  CREATE: create,
  CALL: call,
  CALLCODE: call,
  DELEGATECALL: call,
  CREATE2: create,
  STATICCALL: call,
};
