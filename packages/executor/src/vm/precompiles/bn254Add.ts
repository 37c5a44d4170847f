import { readG1 } from "./bn254/readG1.js";
import { writeG1 } from "./bn254/writeG1.js";
import { padRight } from "./bytes/padRight.js";
import type { Precompile } from "./Precompile.js";

/** 0x06: the sum of two points of bn254 (EIP-196); input is read as if zeros followed it, more than 128 bytes are ignored. */
export const bn254Add: Precompile = { gas: () => 150, run };

function run(input: Uint8Array): Uint8Array | undefined {
  const call = padRight(input, 128);
  const left = readG1(call, 0);
  const right = readG1(call, 64);
  return left === undefined || right === undefined ? undefined : writeG1(left.add(right));
}
