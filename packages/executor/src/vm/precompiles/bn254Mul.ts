import { padRight } from "./bytes/padRight.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

/** 0x07: a point of bn254 times any 256-bit scalar (EIP-196); input is read as if zeros followed it. */
export const bn254Mul: Precompile = {
  gas: () => 6000,
  run: (input) => chosenCurves().bn254.multiply(padRight(input, 96)),
};
