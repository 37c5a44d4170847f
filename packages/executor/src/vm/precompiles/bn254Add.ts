import { padRight } from "./bytes/padRight.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

/** 0x06: the sum of two points of bn254 (EIP-196); input is read as if zeros followed it, more than 128 bytes are ignored. */
export const bn254Add: Precompile = {
  gas: () => 150,
  run: (input) => chosenCurves().bn254.add(padRight(input, 128)),
};
