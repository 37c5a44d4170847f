// Instructions that share one case of the interpreter's switch, told apart here. `top` is the topmost word of the stack.
import { FRAME_SCRATCH } from "../../src/vm/runtime/layout";
import { balance, extCodeHash, extCodeSize } from "./environment";
import {
  callDataCopy,
  codeCopy,
  memoryCopy,
  region,
  regionOffset,
  regionSize,
  returnDataCopy,
} from "./memory";
import { BALANCE, CALLDATACOPY, CODECOPY, DIV, EXTCODESIZE, MCOPY, MOD, SDIV } from "./opcodes";
import { log } from "./receipts";
import { copyWord, divide, modulo, signedDivide, signedModulo, wordFromBytes } from "./word";

/** 32 bytes of ones, then 32 of zeros: read from 32 − n on, a mask of a word's n lower bytes. */
const MASKS = memory.data(64, 16);
memory.fill(MASKS, 0xff, 32);

/** Writes the `count` bytes that end before `to` as a word to `out`. Bytes before them are read and masked away. */
export function pushBytes(to: usize, count: usize, out: usize): void {
  wordFromBytes(to - 32, out);
  const mask = MASKS + 32 - count;
  v128.store(out, v128.and(v128.load(out), v128.load(mask)));
  v128.store(out, v128.and(v128.load(out, 16), v128.load(mask, 16)), 16);
}

/** Swaps two words. */
export function swapWords(a: usize, b: usize): void {
  const low = v128.load(a);
  const high = v128.load(a, 16);
  copyWord(b, a);
  v128.store(b, low);
  v128.store(b, high, 16);
}

/** LOG0 … LOG4: resolves the region, puts the topics in order and writes the log. */
export function logRegion(f: u32, topics: u32, top: usize, gas: i64): i64 {
  const left = region(f, top, top - 32, 1, gas);
  if (left < 0) return left;
  for (let i: u32 = 0; i < topics; i++) copyWord(top - ((i + 2) << 5), f + FRAME_SCRATCH + (i << 5));
  return log(f, f + FRAME_SCRATCH, topics, regionOffset(), regionSize(), left);
}

/** DIV, SDIV, MOD and SMOD. */
export function divideBy(opcode: u32, a: usize, b: usize, out: usize): void {
  if (opcode == DIV) divide(a, b, out);
  else if (opcode == SDIV) signedDivide(a, b, out);
  else if (opcode == MOD) modulo(a, b, out);
  else signedModulo(a, b, out);
}

/** CALLDATACOPY, CODECOPY, RETURNDATACOPY and MCOPY. */
export function copyBytes(opcode: u32, f: u32, top: usize, gas: i64): i64 {
  if (opcode == CALLDATACOPY) return callDataCopy(f, top, top - 32, top - 64, gas);
  if (opcode == CODECOPY) return codeCopy(f, top, top - 32, top - 64, gas);
  if (opcode == MCOPY) return memoryCopy(f, top, top - 32, top - 64, gas);
  return returnDataCopy(f, top, top - 32, top - 64, gas);
}

/** BALANCE, EXTCODESIZE and EXTCODEHASH: the address on top gives way to what is read. */
export function readAccount(opcode: u32, f: u32, top: usize, gas: i64): i64 {
  if (opcode == BALANCE) return balance(f, top, top, gas);
  if (opcode == EXTCODESIZE) return extCodeSize(f, top, top, gas);
  return extCodeHash(f, top, top, gas);
}
