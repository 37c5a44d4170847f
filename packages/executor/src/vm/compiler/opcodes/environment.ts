import {
  ENV_BASE_FEE,
  ENV_BLOB_BASE_FEE,
  ENV_CHAIN_ID,
  ENV_COINBASE,
  ENV_GAS_LIMIT,
  ENV_GAS_PRICE,
  ENV_NUMBER,
  ENV_ORIGIN,
  ENV_PREVRANDAO,
  ENV_TIMESTAMP,
  FRAME_CALLER,
  FRAME_DATA,
  FRAME_DATA_SIZE,
  FRAME_SELF,
  FRAME_VALUE,
  RETURN_SIZE,
} from "../../runtime/layout.js";
import { local } from "../trace/locals.js";
import type { Trace } from "../trace/Trace.js";
import { constantLimbs, constantOf, mapLimbs, smallLimbs, type Limb, type Limbs } from "../values.js";
import { wasm } from "../wasm/instructions.js";
import type { Emitter, EmitterTable } from "./Emitter.js";
import { runtimeOperation } from "./runtimeOperation.js";
import { stateQuery } from "./stateQuery.js";

/** An address word has three limbs that are not zero. */
const ADDRESS_LIMBS = 3;
const WORD = 32;
/** No calldata is longer. */
const LARGEST_DATA = 0x7fffffffn;

export const environment: EmitterTable = [
  [0x30, frameWord(FRAME_SELF, ADDRESS_LIMBS)],
  [0x31, stateQuery("balance")],
  [0x32, fixedWord(ENV_ORIGIN, ADDRESS_LIMBS)],
  [0x33, frameWord(FRAME_CALLER, ADDRESS_LIMBS)],
  [0x34, frameWord(FRAME_VALUE)],
  [0x35, emitCallDataLoad],
  [0x36, (trace) => trace.push(smallLimbs(loadSize(trace, FRAME_DATA_SIZE)))],
  [0x38, (trace) => trace.push(constantLimbs(BigInt(trace.context.code.size)))],
  [0x3a, fixedWord(ENV_GAS_PRICE)],
  [0x3b, stateQuery("extCodeSize")],
  [0x3d, emitReturnDataSize],
  [0x3f, stateQuery("extCodeHash")],
  [0x40, emitBlockHash],
  [0x41, fixedWord(ENV_COINBASE, ADDRESS_LIMBS)],
  [0x42, fixedWord(ENV_TIMESTAMP)],
  [0x43, fixedWord(ENV_NUMBER)],
  [0x44, fixedWord(ENV_PREVRANDAO)],
  [0x45, fixedWord(ENV_GAS_LIMIT)],
  [0x46, fixedWord(ENV_CHAIN_ID)],
  [0x47, emitSelfBalance],
  [0x48, fixedWord(ENV_BASE_FEE)],
  [0x49, runtimeOperation("blobHash", 1)],
  [0x4a, fixedWord(ENV_BLOB_BASE_FEE)],
  [0x58, (trace, { at }) => trace.push(constantLimbs(BigInt(at)))],
  [0x5a, emitGas],
];

function frameWord(at: number, limbs?: number): Emitter {
  return (trace) => trace.push(trace.write.loadWord(local.frame, at, limbs));
}

function fixedWord(at: number, limbs?: number): Emitter {
  return (trace) => trace.push(trace.write.loadFixedWord(at, limbs));
}

function loadSize({ body, write }: Trace, at: number): Limb {
  body.get(local.frame);
  body.access(wasm.i32Load, at);
  body.op(wasm.i64ExtendI32Unsigned);
  return write.keep(32);
}

function emitReturnDataSize(trace: Trace): void {
  const { body, write } = trace;
  body.i32Const(0);
  body.access(wasm.i32Load, RETURN_SIZE);
  body.op(wasm.i64ExtendI32Unsigned);
  trace.push(smallLimbs(write.keep(32)));
}

/** A word within the calldata is read here; the runtime pads one that reaches beyond its end. */
function emitCallDataLoad(trace: Trace): void {
  const { body, write } = trace;
  const offset = trace.pop();
  const constant = constantOf(offset);
  if (constant === undefined || constant > LARGEST_DATA) {
    trace.push(loadByRuntime(trace, offset));
    return;
  }
  const end = Number(constant) + WORD;
  body.get(local.frame);
  body.access(wasm.i32Load, FRAME_DATA_SIZE);
  body.i32Const(end);
  body.op(wasm.i32GreaterOrEqualUnsigned);
  const result = mapLimbs(() => trace.pool.take());
  body.if();
  body.get(local.frame);
  body.access(wasm.i32Load, FRAME_DATA);
  body.set(local.address);
  move(trace, write.loadBytes(local.address, Number(constant)), result);
  body.else();
  move(trace, loadByRuntime(trace, offset), result);
  body.end();
  trace.push(result);
}

function loadByRuntime(trace: Trace, offset: Limbs): Limbs {
  trace.spill(0, offset);
  trace.body.get(local.frame);
  trace.pointer(0);
  trace.pointer(0);
  trace.body.call("callDataLoad");
  return trace.unspill(0);
}

function move({ body, write }: Trace, from: Limbs, to: Limbs): void {
  from.forEach((limb, index) => {
    const target = to[index];
    if (typeof target !== "number") return;
    write.put(limb);
    body.set(target);
  });
}

function emitBlockHash(trace: Trace): void {
  trace.spill(0, trace.pop());
  trace.settle();
  trace.body.get(local.frame);
  trace.pointer(0);
  trace.pointer(0);
  trace.body.call("blockHash");
  trace.push(trace.unspill(0));
}

function emitSelfBalance(trace: Trace): void {
  trace.settle();
  trace.body.get(local.frame);
  trace.pointer(0);
  trace.body.call("selfBalance");
  trace.push(trace.unspill(0));
}

/** The gas left after this instruction. */
function emitGas(trace: Trace): void {
  trace.settle();
  trace.body.get(local.gas);
  trace.push(smallLimbs(trace.write.keep(63)));
}
