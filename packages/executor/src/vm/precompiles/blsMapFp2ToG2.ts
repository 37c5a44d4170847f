import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

/** 0x11: the point of G2 that an element of the quadratic extension maps to (EIP-2537, RFC 9380). */
export const blsMapFp2ToG2: Precompile = {
  gas: () => 23800,
  run: (input) => (input.length === 128 ? chosenCurves().bls12381.mapToG2(input) : undefined),
};
