import { readG2 } from "./bls12381/readG2.js";
import { writeG2 } from "./bls12381/writeG2.js";
import type { Precompile } from "./Precompile.js";

const POINT = 256;

/** 0x0d: the sum of two points of BLS12-381's twist, in the group or not (EIP-2537). */
export const blsG2Add: Precompile = { gas: () => 600, run };

function run(input: Uint8Array): Uint8Array | undefined {
  if (input.length !== 2 * POINT) return undefined;
  const left = readG2(input, 0);
  const right = readG2(input, POINT);
  return left === undefined || right === undefined ? undefined : writeG2(left.add(right));
}
