import type { Hex } from "../bytes/Hex.js";
import { type Word, wordsHash } from "./wordsHash.js";

/**
 * What a stack or a list of words commits to behind one more of them (spec/dispute.md, DISPUTE-23, DISPUTE-24).
 * @param before zeroHash when it is empty.
 * @example [1n, 2n].reduce<Hex>(chainHash, zeroHash);
 */
export function chainHash(before: Hex, word: Word): Hex {
  return wordsHash([before, word]);
}
