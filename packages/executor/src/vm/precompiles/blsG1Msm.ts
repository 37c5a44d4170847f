import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { inGroup } from "./bls12381/inGroup.js";
import { msmGas } from "./bls12381/msmGas.js";
import { readG1 } from "./bls12381/readG1.js";
import { readTerms } from "./bls12381/readTerms.js";
import { writeG1 } from "./bls12381/writeG1.js";
import type { Precompile } from "./Precompile.js";

const POINT = 128;

/** 0x0c: the sum of points of BLS12-381's group G1, each times its scalar (EIP-2537). */
export const blsG1Msm: Precompile = {
  gas: (input) => msmGas("g1", Math.floor(input.length / (POINT + 32))),
  run,
};

function run(input: Uint8Array): Uint8Array | undefined {
  const terms = readTerms(input, POINT, (bytes, offset) => inGroup(readG1(bytes, offset)));
  return terms && writeG1(mulAddUnsafe(bls12_381.G1.Point, terms.points, terms.scalars));
}
