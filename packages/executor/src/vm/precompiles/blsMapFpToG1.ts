import { bls12_381 } from "@noble/curves/bls12-381.js";
import { readFp } from "./bls12381/readFp.js";
import { writeG1 } from "./bls12381/writeG1.js";
import type { Precompile } from "./Precompile.js";

/** 0x10: the point of G1 that a field element maps to (EIP-2537, RFC 9380). */
export const blsMapFpToG1: Precompile = { gas: () => 5500, run };

// The library declares the curve's inner map, but takes one element and answers with a point, cofactor cleared.
const map = bls12_381.G1.mapToCurve as unknown as (element: bigint) => typeof bls12_381.G1.Point.BASE;

function run(input: Uint8Array): Uint8Array | undefined {
  const element = input.length === 64 ? readFp(input, 0) : undefined;
  return element === undefined ? undefined : writeG1(map(element));
}
