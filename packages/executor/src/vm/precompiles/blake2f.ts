import { compressBlake2b } from "./blake2/compressBlake2b.js";
import type { Precompile } from "./Precompile.js";

const SIZE = 213;

/**
 * 0x09: BLAKE2b's compression function (EIP-152). Input: rounds 4 bytes big-endian, h 64, m 128, t 16, all
 * little-endian words, then 1 for the last block or 0. One gas a round.
 */
export const blake2f: Precompile = { gas, run };

function gas(input: Uint8Array): number {
  return input.length === SIZE ? new DataView(input.buffer, input.byteOffset).getUint32(0) : 0;
}

function run(input: Uint8Array): Uint8Array | undefined {
  const last = input[SIZE - 1];
  if (input.length !== SIZE || (last !== 0 && last !== 1)) return undefined;
  return compressBlake2b(input.subarray(4, SIZE - 1), gas(input), last === 1);
}
