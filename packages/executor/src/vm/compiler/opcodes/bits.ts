import {
  andWords,
  equalWords,
  isZeroWord,
  lessThan,
  orWords,
  shiftLeftBy,
  shiftRightBy,
  signOf,
  xorWords,
} from "../words.js";
import { constantLimbs, constantOf, limbAt, smallLimbs, type Limbs } from "../values.js";
import type { Trace } from "../trace/Trace.js";
import type { EmitterTable } from "./Emitter.js";
import { computeByRuntime, runtimeOperation } from "./runtimeOperation.js";

const ALL_ONES = constantLimbs((1n << 256n) - 1n);
const ZERO = constantLimbs(0n);

export const bits: EmitterTable = [
  [0x10, (trace) => emitLess(trace, { isSigned: false, isSwapped: false })],
  [0x11, (trace) => emitLess(trace, { isSigned: false, isSwapped: true })],
  [0x12, (trace) => emitLess(trace, { isSigned: true, isSwapped: false })],
  [0x13, (trace) => emitLess(trace, { isSigned: true, isSwapped: true })],
  [0x14, (trace) => trace.push(equalWords(trace.write, trace.pop(), trace.pop()))],
  [0x15, (trace) => trace.push(isZeroWord(trace.write, trace.pop()))],
  [0x16, (trace) => trace.push(andWords(trace.write, trace.pop(), trace.pop()))],
  [0x17, (trace) => trace.push(orWords(trace.write, trace.pop(), trace.pop()))],
  [0x18, (trace) => trace.push(xorWords(trace.write, trace.pop(), trace.pop()))],
  [0x19, (trace) => trace.push(xorWords(trace.write, trace.pop(), ALL_ONES))],
  [0x1a, emitByte],
  [0x1b, emitShiftLeft],
  [0x1c, emitShiftRight],
  [0x1d, emitShiftArithmetic],
  [0x1e, runtimeOperation("leadingZeros", 1)],
];

function emitLess(trace: Trace, { isSigned, isSwapped }: { isSigned: boolean; isSwapped: boolean }): void {
  const [a, b] = [trace.pop(), trace.pop()];
  trace.push(lessThan(trace.write, isSwapped ? [b, a] : [a, b], isSigned));
}

/** Byte 0 is the most significant one. */
function emitByte(trace: Trace): void {
  const [index, value] = [trace.pop(), trace.pop()];
  const constant = constantOf(index);
  if (constant === undefined) {
    trace.push(computeByRuntime(trace, "byteAt", [index, value]));
    return;
  }
  if (constant > 31n) {
    trace.push(ZERO);
    return;
  }
  const bit = 8 * (31 - Number(constant));
  const limb = limbAt(value, bit >> 6);
  const [low] = shiftRightBy(trace.write, [smallLimbs(limb), 0n], bit & 63);
  trace.push(andWords(trace.write, smallLimbs(low), smallLimbs(0xffn)));
}

/** The distance of a constant shift, 256 for all that shift everything out. */
function distanceOf(shift: Limbs): number | undefined {
  const constant = constantOf(shift);
  if (constant === undefined) return undefined;
  return constant > 255n ? 256 : Number(constant);
}

function emitShiftLeft(trace: Trace): void {
  const [shift, value] = [trace.pop(), trace.pop()];
  const distance = distanceOf(shift);
  if (distance === undefined) trace.push(computeByRuntime(trace, "shiftLeft", [shift, value]));
  else trace.push(distance === 256 ? ZERO : shiftLeftBy(trace.write, value, distance));
}

function emitShiftRight(trace: Trace): void {
  const [shift, value] = [trace.pop(), trace.pop()];
  const distance = distanceOf(shift);
  if (distance === undefined) trace.push(computeByRuntime(trace, "shiftRight", [shift, value]));
  else trace.push(distance === 256 ? ZERO : shiftRightBy(trace.write, [value, 0n], distance));
}

function emitShiftArithmetic(trace: Trace): void {
  const [shift, value] = [trace.pop(), trace.pop()];
  const distance = distanceOf(shift);
  if (distance === undefined) {
    trace.push(computeByRuntime(trace, "shiftArithmetic", [shift, value]));
    return;
  }
  const sign = signOf(trace.write, value[3]);
  if (distance === 256) trace.push([sign, sign, sign, sign]);
  else trace.push(shiftRightBy(trace.write, [value, sign], distance));
}
