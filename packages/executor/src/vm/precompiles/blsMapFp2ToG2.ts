import { bls12_381 } from "@noble/curves/bls12-381.js";
import { readFp2 } from "./bls12381/readFp2.js";
import { writeG2 } from "./bls12381/writeG2.js";
import type { Precompile } from "./Precompile.js";

/** 0x11: the point of G2 that an element of the quadratic extension maps to (EIP-2537, RFC 9380). */
export const blsMapFp2ToG2: Precompile = { gas: () => 23800, run };

// The library declares the curve's inner map, but answers with a point, cofactor cleared.
const map = bls12_381.G2.mapToCurve as unknown as (element: bigint[]) => typeof bls12_381.G2.Point.BASE;

function run(input: Uint8Array): Uint8Array | undefined {
  const element = input.length === 128 ? readFp2(input, 0) : undefined;
  return element && writeG2(map([element.c0, element.c1]));
}
