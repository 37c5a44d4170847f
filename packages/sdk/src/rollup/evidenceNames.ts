/** Kinds of evidence, as bits (contracts/types/Evidence.sol). */
const KINDS = [
  ["ATTESTED", 1n],
  ["SECURED", 2n],
  ["PROVEN", 4n],
] as const;

/** Name of a kind of evidence. */
export type EvidenceName = (typeof KINDS)[number][0];

/** The kinds in a set of evidence. */
export function evidenceNames(bits: bigint): EvidenceName[] {
  return KINDS.filter(([, bit]) => (bits & bit) !== 0n).map(([name]) => name);
}
