import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";

/** A word of the dispute machine: a hash, an address, or a number below 2^256; shorter ones stand right-aligned. */
export type Word = Hex | bigint | number;

/**
 * keccak256 of words, 32 bytes each and big-endian.
 * @example wordsHash([1n, keccak256()]);
 */
export function wordsHash(words: readonly Word[]): Hex {
  return keccak256(fromHex(`0x${words.map(digitsOf).join("")}`, 32 * words.length));
}

function digitsOf(word: Word): string {
  const digits = typeof word === "string" ? word.slice(2) : word.toString(16);
  return digits.padStart(64, "0");
}
