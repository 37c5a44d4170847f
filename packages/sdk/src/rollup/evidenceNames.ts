/** Kinds of evidence, as bits (contracts/types/Evidence.sol). */
export const evidenceBits = { ATTESTED: 1, SECURED: 2, PROVEN: 4 } as const;

/** Name of a kind of evidence. */
export type EvidenceName = keyof typeof evidenceBits;

/** The kinds in a set of evidence. */
export function evidenceNames(bits: bigint): EvidenceName[] {
  const names = Object.keys(evidenceBits) as EvidenceName[];
  return names.filter((name) => (bits & BigInt(evidenceBits[name])) !== 0n);
}
