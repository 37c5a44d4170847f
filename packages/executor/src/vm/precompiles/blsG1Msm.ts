import { msmGas } from "./bls12381/msmGas.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

const TERM = 160;

/** 0x0c: the sum of points of BLS12-381's group G1, each times its scalar (EIP-2537). */
export const blsG1Msm: Precompile = {
  gas: (input) => msmGas("g1", Math.floor(input.length / TERM)),
  run: (input) =>
    input.length === 0 || input.length % TERM !== 0 ? undefined : chosenCurves().bls12381.sumG1(input),
};
