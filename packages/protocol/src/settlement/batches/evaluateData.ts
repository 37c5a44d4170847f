import { fieldModulus } from "../field/fieldModulus.js";

/** The polynomial whose coefficients are a batch's words, the first of the highest power (SETTLE-42). */
export function evaluateData(words: readonly bigint[], challenge: bigint): bigint {
  return words.reduce((total, word) => (total * challenge + word) % fieldModulus, 0n);
}
