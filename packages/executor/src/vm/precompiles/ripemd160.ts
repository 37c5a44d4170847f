import { ripemd160 as hash } from "@noble/hashes/legacy.js";
import { wordGas } from "./bytes/wordGas.js";
import type { Precompile } from "./Precompile.js";

/** 0x03: the RIPEMD-160 hash of the input, in the low 20 bytes of a word. */
export const ripemd160: Precompile = { gas: wordGas(600, 120), run };

function run(input: Uint8Array): Uint8Array {
  const output = new Uint8Array(32);
  output.set(hash(input), 12);
  return output;
}
