import { bn254 } from "@noble/curves/bn254.js";
import { readG1 } from "./bn254/readG1.js";
import { writeG1 } from "./bn254/writeG1.js";
import { padRight } from "./bytes/padRight.js";
import { readInteger } from "./bytes/readInteger.js";
import type { Precompile } from "./Precompile.js";

/** 0x07: a point of bn254 times any 256-bit scalar (EIP-196); input is read as if zeros followed it. */
export const bn254Mul: Precompile = { gas: () => 6000, run };

function run(input: Uint8Array): Uint8Array | undefined {
  const call = padRight(input, 96);
  const point = readG1(call, 0);
  if (point === undefined) return undefined;
  return writeG1(point.multiplyUnsafe(readInteger(call, 64, 32) % bn254.fields.Fr.ORDER));
}
