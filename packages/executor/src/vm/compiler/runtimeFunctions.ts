import type { FunctionType } from "./wasm/encodeModule.js";
import { valueType, type ValueType } from "./wasm/instructions.js";

const { i32, i64 } = valueType;

function type(parameters: readonly ValueType[], results: readonly ValueType[] = []): FunctionType {
  return { parameters, results };
}

const unary = type([i32, i32]);
const binary = type([i32, i32, i32]);
const ternary = type([i32, i32, i32, i32]);
/** (frame, word, out, gas) → gas */
const query = type([i32, i32, i32, i64], [i64]);
/** (frame, three words, gas) → gas */
const copy = type([i32, i32, i32, i32, i64], [i64]);

/** The functions of the runtime that compiled code may call; the module imports those it uses. */
export const runtimeFunctions: ReadonlyMap<string, FunctionType> = new Map([
  // memory
  ["expandMemory", type([i32, i64, i64], [i64])],
  ["region", type([i32, i32, i32, i32, i64], [i64])],
  ["regionOffset", type([], [i32])],
  ["regionSize", type([], [i32])],
  ["callDataLoad", binary],
  ["callDataCopy", copy],
  ["codeCopy", copy],
  ["returnDataCopy", copy],
  ["memoryCopy", copy],
  ["hashMemory", type([i32, i32, i32, i32, i64], [i64])],
  ["hashBytes", binary],
  // words
  ["multiply", binary],
  ["divide", binary],
  ["signedDivide", binary],
  ["modulo", binary],
  ["signedModulo", binary],
  ["addModulo", ternary],
  ["multiplyModulo", ternary],
  ["exponentiate", binary],
  ["significantBytes", type([i32], [i32])],
  ["signExtend", binary],
  ["byteAt", binary],
  ["shiftLeft", binary],
  ["shiftRight", binary],
  ["shiftArithmetic", binary],
  ["leadingZeros", unary],
  // state
  ["storageLoad", query],
  ["storageStore", query],
  ["transientLoad", binary],
  ["transientStore", query],
  ["balance", query],
  ["extCodeSize", query],
  ["extCodeHash", query],
  ["extCodeCopy", type([i32, i32, i32, i32, i32, i64], [i64])],
  ["selfBalance", unary],
  ["blockHash", binary],
  ["blobHash", unary],
  ["log", type([i32, i32, i32, i32, i32, i64], [i64])],
  ["selfDestruct", type([i32, i32, i64], [i64])],
  // calls
  ["interpretOn", type([i32], [i32])],
  ["call", type([i32, i32, i64], [i64])],
  ["createGas", type([i32, i32, i32, i64], [i64])],
  ["create", type([i32, i32, i64], [i64])],
]);
