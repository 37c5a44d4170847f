import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { inGroup } from "./bls12381/inGroup.js";
import { msmGas } from "./bls12381/msmGas.js";
import { readG2 } from "./bls12381/readG2.js";
import { readTerms } from "./bls12381/readTerms.js";
import { writeG2 } from "./bls12381/writeG2.js";
import type { Precompile } from "./Precompile.js";

const POINT = 256;

/** 0x0e: the sum of points of BLS12-381's group G2, each times its scalar (EIP-2537). */
export const blsG2Msm: Precompile = {
  gas: (input) => msmGas("g2", Math.floor(input.length / (POINT + 32))),
  run,
};

function run(input: Uint8Array): Uint8Array | undefined {
  const terms = readTerms(input, POINT, (bytes, offset) => inGroup(readG2(bytes, offset)));
  return terms && writeG2(mulAddUnsafe(bls12_381.G2.Point, terms.points, terms.scalars));
}
