import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

/** 0x0b: the sum of two points of BLS12-381's curve, in the group or not (EIP-2537). */
export const blsG1Add: Precompile = {
  gas: () => 375,
  run: (input) => (input.length === 256 ? chosenCurves().bls12381.addG1(input) : undefined),
};
