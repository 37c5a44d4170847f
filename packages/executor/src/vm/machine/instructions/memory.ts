import { keccak256 } from "@muniment/protocol";
import { prices } from "../prices.js";
import type { StepContext } from "../StepContext.js";
import { readView, type View } from "../View.js";
import { bytesOfWord } from "./bytesOfWord.js";
import type { Handler } from "./Handler.js";
import { charge, readMemory, type Region, regionOf, wordsOf } from "./regions.js";
import { wordOfBytes } from "./wordOfBytes.js";

const load: Handler = (step) => {
  const region = regionOf(step, step.pop(), 32n);
  if (region === undefined) return false;
  step.push(wordOfBytes(readMemory(step, region)));
  return true;
};

const store: Handler = (step) => {
  const offset = step.pop();
  const value = step.pop();
  const region = regionOf(step, offset, 32n);
  if (region === undefined) return false;
  step.writeMemory(region.offset, bytesOfWord(value));
  return true;
};

const storeByte: Handler = (step) => {
  const offset = step.pop();
  const value = step.pop();
  const region = regionOf(step, offset, 1n);
  if (region === undefined) return false;
  step.writeMemory(region.offset, Uint8Array.of(Number(value & 0xffn)));
  return true;
};

const hash: Handler = (step) => {
  const offset = step.pop();
  const region = regionOf(step, offset, step.pop());
  if (region === undefined || !charge(step, prices.hashWord * wordsOf(region.size))) return false;
  step.push(BigInt(keccak256(readMemory(step, region))));
  return true;
};

/** Where a copy goes: resolved, and paid for by the word. */
function destination(step: StepContext, offset: bigint, size: bigint): Region | undefined {
  const region = regionOf(step, offset, size);
  return region !== undefined && charge(step, prices.copyWord * wordsOf(region.size)) ? region : undefined;
}

/** Copies of something that reads as zeros beyond its end. */
function copyOf(read: (step: StepContext, from: bigint, size: number) => Uint8Array): Handler {
  return (step) => {
    const to = step.pop();
    const from = step.pop();
    const region = destination(step, to, step.pop());
    if (region === undefined) return false;
    if (region.size > 0) step.writeMemory(region.offset, read(step, from, region.size));
    return true;
  };
}

function readNamedView(step: StepContext, name: "callData" | "returnData", view: View) {
  return (from: bigint, size: number): Uint8Array => {
    const { pages, offset } = view;
    if (from < BigInt(view.size)) {
      const present = Math.min(size, view.size - Number(from));
      step.note({ kind: "pages", name, pages, offset: offset + Number(from), size: present, isWrite: false });
    }
    return readView(view, from, size);
  };
}

function readCode(step: StepContext, from: bigint, size: number): Uint8Array {
  const bytes = step.frame.code?.bytes ?? new Uint8Array(0);
  const part =
    from < BigInt(bytes.length) ? bytes.subarray(Number(from), Number(from) + size) : bytes.subarray(0, 0);
  if (part.length > 0) step.note({ kind: "instruction", offset: Number(from), size: part.length });
  const padded = new Uint8Array(size);
  padded.set(part);
  return padded;
}

const callDataLoad: Handler = (step) => {
  const read = readNamedView(step, "callData", step.frame.callData);
  step.push(wordOfBytes(read(step.pop(), 32)));
  return true;
};

/** Halts when it reaches beyond the return data, even for nothing (VM-5). */
const returnDataCopy: Handler = (step) => {
  const { returnData } = step.frame;
  const to = step.pop();
  const from = step.pop();
  const size = step.pop();
  if (from + size > BigInt(returnData.size)) return false;
  const region = destination(step, to, size);
  if (region === undefined) return false;
  if (region.size > 0) {
    step.writeMemory(region.offset, readNamedView(step, "returnData", returnData)(from, region.size));
  }
  return true;
};

const memoryCopy: Handler = (step) => {
  const to = step.pop();
  const from = step.pop();
  const size = step.pop();
  const source = regionOf(step, from, size);
  const region = source && destination(step, to, size);
  if (source === undefined || region === undefined) return false;
  if (region.size > 0) step.writeMemory(region.offset, readMemory(step, source));
  return true;
};

/** Instructions on memory, and copies into it (spec/vm.md, VM-3 to VM-6). */
export const memory: Readonly<Record<string, Handler>> = {
  MLOAD: load,
  MSTORE: store,
  MSTORE8: storeByte,
  KECCAK256: hash,
  CALLDATALOAD: callDataLoad,
  CALLDATACOPY: copyOf((step, from, size) =>
    readNamedView(step, "callData", step.frame.callData)(from, size),
  ),
  CODECOPY: copyOf(readCode),
  RETURNDATACOPY: returnDataCopy,
  MCOPY: memoryCopy,
};
