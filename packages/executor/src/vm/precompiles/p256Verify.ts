import { p256 } from "@noble/curves/nist.js";
import { truthWord } from "./bytes/truthWord.js";
import type { Precompile } from "./Precompile.js";

const EMPTY = new Uint8Array(0);

/**
 * 0x100: whether a P-256 signature is right (EIP-7951). Input: hash, r, s, x, y, 32 bytes each. The output is one as
 * a word, or empty; s in the upper half of its range is accepted.
 */
export const p256Verify: Precompile = { gas: () => 6900, run };

function run(input: Uint8Array): Uint8Array {
  if (input.length !== 160) return EMPTY;
  const publicKey = new Uint8Array(65);
  publicKey[0] = 4;
  publicKey.set(input.subarray(96), 1);
  const options = { prehash: false, lowS: false };
  const isRight = p256.verify(input.subarray(32, 96), input.subarray(0, 32), publicKey, options);
  return isRight ? truthWord(true) : EMPTY;
}
