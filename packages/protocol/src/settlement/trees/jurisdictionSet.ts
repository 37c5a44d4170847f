import { jurisdictionCode } from "./jurisdictionCode.js";

export type JurisdictionSet = readonly [bigint, bigint, bigint, bigint];

/** Codes of a word. */
export const jurisdictionBits = 250n;

/**
 * A set of jurisdictions as four words of 250 bits (SETTLE-29).
 * @param codes ISO 3166-1 numeric codes.
 * @throws JURISDICTION_INVALID
 */
export function jurisdictionSet(codes: readonly number[]): JurisdictionSet {
  const words: [bigint, bigint, bigint, bigint] = [0n, 0n, 0n, 0n];
  for (const number of codes) {
    const code = jurisdictionCode(number);
    const word = Number(code / jurisdictionBits) as 0 | 1 | 2 | 3;
    words[word] |= 1n << (code % jurisdictionBits);
  }
  return words;
}
