import { readG1 } from "./bls12381/readG1.js";
import { writeG1 } from "./bls12381/writeG1.js";
import type { Precompile } from "./Precompile.js";

const POINT = 128;

/** 0x0b: the sum of two points of BLS12-381's curve, in the group or not (EIP-2537). */
export const blsG1Add: Precompile = { gas: () => 375, run };

function run(input: Uint8Array): Uint8Array | undefined {
  if (input.length !== 2 * POINT) return undefined;
  const left = readG1(input, 0);
  const right = readG1(input, POINT);
  return left === undefined || right === undefined ? undefined : writeG1(left.add(right));
}
