const BITS = { ATTESTED: 1, SECURED: 2, PROVEN: 4 } as const;

/** Name of a kind of evidence. */
export type EvidenceName = keyof typeof BITS;

/**
 * The set of evidence that names stand for while a lane has no game: ATTESTED where SECURED will be asked for
 * (spec/rollup.md, ROLLUP-30).
 * @example evidenceWithoutGame(["SECURED", "ATTESTED"]) === 1
 */
export function evidenceWithoutGame(names: readonly EvidenceName[]): number {
  return names.reduce((bits, name) => bits | BITS[name === "SECURED" ? "ATTESTED" : name], 0);
}
