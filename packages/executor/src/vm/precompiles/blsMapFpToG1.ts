import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

/** 0x10: the point of G1 that a field element maps to (EIP-2537, RFC 9380). */
export const blsMapFpToG1: Precompile = {
  gas: () => 5500,
  run: (input) => (input.length === 64 ? chosenCurves().bls12381.mapToG1(input) : undefined),
};
