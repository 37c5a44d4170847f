import { truthWord } from "./bytes/truthWord.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

const SIZE = 160;
const EMPTY = new Uint8Array(0);

/**
 * 0x100: whether a P-256 signature is right (EIP-7951). Input: hash, r, s, x, y, 32 bytes each. The output is one as
 * a word, or empty; s in the upper half of its range is accepted.
 */
export const p256Verify: Precompile = {
  gas: () => 6900,
  run: (input) => (input.length === SIZE && chosenCurves().p256.verify(input) ? truthWord(true) : EMPTY),
};
