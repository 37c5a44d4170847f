import type { bls12_381 } from "@noble/curves/bls12-381.js";
import { readFp } from "./readFp.js";

/** An element c0 + c1·i of the quadratic extension in 128 bytes from `offset`, c0 first; undefined if it is none. */
export function readFp2(input: Uint8Array, offset: number): typeof bls12_381.fields.Fp2.ONE | undefined {
  const c0 = readFp(input, offset);
  const c1 = readFp(input, offset + 64);
  return c0 === undefined || c1 === undefined ? undefined : { c0, c1 };
}
