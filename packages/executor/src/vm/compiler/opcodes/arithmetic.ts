import { addWords, andWords, shiftLeftBy, shiftRightBy, signExtendFrom, subtractWords } from "../words.js";
import { constantLimbs, constantOf, type Limbs } from "../values.js";
import { wasm } from "../wasm/instructions.js";
import { local } from "../trace/locals.js";
import type { Trace } from "../trace/Trace.js";
import type { EmitterTable } from "./Emitter.js";
import { computeByRuntime, runtimeOperation } from "./runtimeOperation.js";

const EXPONENT_BYTE_GAS = 50;

export const arithmetic: EmitterTable = [
  [0x01, (trace) => trace.push(addWords(trace.write, trace.pop(), trace.pop()))],
  [0x02, emitMultiply],
  [0x03, (trace) => trace.push(subtractWords(trace.write, trace.pop(), trace.pop()))],
  [0x04, emitDivide],
  [0x05, runtimeOperation("signedDivide", 2)],
  [0x06, emitModulo],
  [0x07, runtimeOperation("signedModulo", 2)],
  [0x08, runtimeOperation("addModulo", 3)],
  [0x09, runtimeOperation("multiplyModulo", 3)],
  [0x0a, emitExponentiate],
  [0x0b, emitSignExtend],
];

/** The exponent of a constant power of two. */
function powerOfTwo(limbs: Limbs): number | undefined {
  const constant = constantOf(limbs);
  if (constant === undefined || constant === 0n || (constant & (constant - 1n)) !== 0n) return undefined;
  return constant.toString(2).length - 1;
}

function emitMultiply(trace: Trace): void {
  const [a, b] = [trace.pop(), trace.pop()];
  const [shiftA, shiftB] = [powerOfTwo(a), powerOfTwo(b)];
  if (shiftA !== undefined) trace.push(shiftLeftBy(trace.write, b, shiftA));
  else if (shiftB !== undefined) trace.push(shiftLeftBy(trace.write, a, shiftB));
  else trace.push(computeByRuntime(trace, "multiply", [a, b]));
}

function emitDivide(trace: Trace): void {
  const [a, b] = [trace.pop(), trace.pop()];
  const shift = powerOfTwo(b);
  if (shift !== undefined) trace.push(shiftRightBy(trace.write, [a, 0n], shift));
  else trace.push(computeByRuntime(trace, "divide", [a, b]));
}

function emitModulo(trace: Trace): void {
  const [a, b] = [trace.pop(), trace.pop()];
  const modulus = constantOf(b);
  if (modulus !== undefined && powerOfTwo(b) !== undefined) {
    trace.push(andWords(trace.write, a, constantLimbs(modulus - 1n)));
  } else trace.push(computeByRuntime(trace, "modulo", [a, b]));
}

/** The gas grows with the bytes of the exponent; that of a constant is known. */
function emitExponentiate(trace: Trace): void {
  const [base, exponent] = [trace.pop(), trace.pop()];
  const constant = constantOf(exponent);
  trace.spill(0, base);
  trace.spill(1, exponent);
  if (constant !== undefined) trace.charge(exponentGas(constant));
  else chargeExponent(trace);
  trace.pointer(0);
  trace.pointer(1);
  trace.pointer(0);
  trace.body.call("exponentiate");
  trace.push(trace.unspill(0));
}

/** The gas of a constant exponent's bytes. */
export function exponentGas(exponent: bigint): number {
  return exponent === 0n ? 0 : EXPONENT_BYTE_GAS * Math.ceil(exponent.toString(16).length / 2);
}

function chargeExponent(trace: Trace): void {
  const { body } = trace;
  body.get(local.gas);
  trace.pointer(1);
  body.call("significantBytes");
  body.op(wasm.i64ExtendI32Unsigned);
  body.i64Const(BigInt(EXPONENT_BYTE_GAS));
  body.op(wasm.i64Multiply);
  body.op(wasm.i64Subtract);
  trace.keepGas();
}

function emitSignExtend(trace: Trace): void {
  const [index, value] = [trace.pop(), trace.pop()];
  const constant = constantOf(index);
  if (constant === undefined) trace.push(computeByRuntime(trace, "signExtend", [index, value]));
  else if (constant > 30n) trace.push(value);
  else trace.push(signExtendFrom(trace.write, value, Number(constant) + 1));
}
