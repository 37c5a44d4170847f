import type { JurisdictionSet } from "./jurisdictionSet.js";
import { jurisdictionBits } from "./jurisdictionSet.js";

/**
 * Whether a set of jurisdictions has one (SETTLE-29).
 * @param code ISO 3166-1 numeric code; one that can be none is in no set.
 * @example isInJurisdictions(jurisdictionSet([756]), 756); // true
 */
export function isInJurisdictions(set: JurisdictionSet, code: number): boolean {
  const word = set[Math.floor(code / Number(jurisdictionBits))] ?? 0n;
  return ((word >> (BigInt(code) % jurisdictionBits)) & 1n) === 1n;
}
