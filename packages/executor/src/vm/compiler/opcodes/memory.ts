import { local } from "../trace/locals.js";
import {
  constantRegion,
  forgetMemory,
  memoryMayHaveGrown,
  putRegionOffset,
  putRegionSize,
  reachMemory,
  rememberWord,
  resolveRegion,
} from "../trace/memory.js";
import type { Trace } from "../trace/Trace.js";
import { constantOf, constantLimbs, smallLimbs, type Limbs } from "../values.js";
import { wasm } from "../wasm/instructions.js";
import type { Emitter, EmitterTable } from "./Emitter.js";
import { popAddress } from "./stateQuery.js";

const WORD = 32;
const HASH_WORD_GAS = 6;
const BYTE = constantLimbs(1n);
const WORD_SIZE = constantLimbs(32n);

export const memory: EmitterTable = [
  [0x20, emitKeccak],
  [0x37, copy("callDataCopy")],
  [0x39, copy("codeCopy")],
  [0x3c, emitExternalCodeCopy],
  [0x3e, copy("returnDataCopy")],
  [0x51, emitLoad],
  [0x52, emitStore],
  [0x53, emitStoreByte],
  [0x59, emitMemorySize],
  [0x5e, copy("memoryCopy")],
];

function emitLoad(trace: Trace): void {
  const offset = trace.pop();
  const place = reachMemory(trace, offset, WORD);
  if (place === undefined) return;
  const constant = constantOf(offset);
  const known = constant === undefined ? undefined : trace.state.knownMemory.get(Number(constant));
  const limbs = known ?? trace.write.loadBytes(place.address, place.offset);
  if (constant !== undefined && known === undefined) rememberWord(trace, Number(constant), limbs);
  trace.push(limbs);
}

function emitStore(trace: Trace): void {
  const [offset, value] = [trace.pop(), trace.pop()];
  const place = reachMemory(trace, offset, WORD);
  if (place === undefined) return;
  trace.write.storeBytes(place.address, place.offset, value);
  forgetMemory(trace, constantRegion(offset, WORD_SIZE));
  const constant = constantOf(offset);
  if (constant !== undefined) rememberWord(trace, Number(constant), value);
}

function emitStoreByte(trace: Trace): void {
  const [offset, value] = [trace.pop(), trace.pop()];
  const place = reachMemory(trace, offset, 1);
  if (place === undefined) return;
  trace.body.get(place.address);
  trace.write.put(value[0]);
  trace.body.access(wasm.i64Store8, place.offset);
  forgetMemory(trace, constantRegion(offset, BYTE));
}

function emitMemorySize(trace: Trace): void {
  trace.loadMemorySize();
  trace.body.get(local.memorySize);
  trace.push(smallLimbs(trace.write.keep(32)));
}

/** A region of constant size is hashed where it lies; the runtime resolves and charges for any other. */
function emitKeccak(trace: Trace): void {
  const [offset, size] = [trace.pop(), trace.pop()];
  const constant = constantOf(size);
  if (constant === undefined) {
    hashDynamic(trace, offset, size);
    return;
  }
  const region = resolveRegion(trace, { offset, size }, true);
  if (region === undefined) return;
  trace.charge(HASH_WORD_GAS * Math.ceil(Number(constant) / WORD));
  const { body } = trace;
  trace.loadMemoryBase();
  body.get(local.memoryBase);
  putRegionOffset(trace, region);
  body.op(wasm.i32Add);
  putRegionSize(trace, region);
  trace.pointer(0);
  body.call("hashBytes");
  trace.push(trace.unspill(0));
}

function hashDynamic(trace: Trace, offset: Limbs, size: Limbs): void {
  const { body } = trace;
  trace.spill(0, offset);
  trace.spill(1, size);
  trace.settle();
  body.get(local.frame);
  trace.pointer(0);
  trace.pointer(1);
  trace.pointer(0);
  body.get(local.gas);
  body.call("hashMemory");
  trace.keepGas();
  memoryMayHaveGrown(trace);
  trace.push(trace.unspill(0));
}

/** Copies by the runtime, which resolves the three words, expands and charges. */
function copy(name: string): Emitter {
  return (trace) => {
    const [destination, source, size] = [trace.pop(), trace.pop(), trace.pop()];
    spillAll(trace, [destination, source, size]);
    trace.settle();
    trace.body.get(local.frame);
    copyBy(trace, name, 0);
    forgetMemory(trace, constantRegion(destination, size));
  };
}

function emitExternalCodeCopy(trace: Trace): void {
  const address = popAddress(trace);
  const [destination, source, size] = [trace.pop(), trace.pop(), trace.pop()];
  spillAll(trace, [address, destination, source, size]);
  trace.settle();
  trace.body.get(local.frame);
  trace.pointer(0);
  copyBy(trace, "extCodeCopy", 1);
  forgetMemory(trace, constantRegion(destination, size));
}

function spillAll(trace: Trace, words: readonly Limbs[]): void {
  words.forEach((limbs, index) => trace.spill(index, limbs));
}

/** The three words of a copy lie in scratch from `first` on. */
function copyBy(trace: Trace, name: string, first: number): void {
  trace.pointer(first);
  trace.pointer(first + 1);
  trace.pointer(first + 2);
  trace.body.get(local.gas);
  trace.body.call(name);
  trace.keepGas();
  memoryMayHaveGrown(trace);
}
