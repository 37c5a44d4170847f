import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

/** 0x0d: the sum of two points of BLS12-381's twist, in the group or not (EIP-2537). */
export const blsG2Add: Precompile = {
  gas: () => 600,
  run: (input) => (input.length === 512 ? chosenCurves().bls12381.addG2(input) : undefined),
};
