import { msmGas } from "./bls12381/msmGas.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

const TERM = 288;

/** 0x0e: the sum of points of BLS12-381's group G2, each times its scalar (EIP-2537). */
export const blsG2Msm: Precompile = {
  gas: (input) => msmGas("g2", Math.floor(input.length / TERM)),
  run: (input) =>
    input.length === 0 || input.length % TERM !== 0 ? undefined : chosenCurves().bls12381.sumG2(input),
};
