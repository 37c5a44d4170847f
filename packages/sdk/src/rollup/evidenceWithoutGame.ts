import { evidenceBits, type EvidenceName } from "./evidenceNames.js";

/**
 * The set of evidence that names stand for while a lane has no game: ATTESTED where SECURED will be asked for
 * (spec/rollup.md, ROLLUP-30).
 * @example evidenceWithoutGame(["SECURED", "ATTESTED"]) === 1
 */
export function evidenceWithoutGame(names: readonly EvidenceName[]): number {
  return names.reduce((bits, name) => bits | evidenceBits[name === "SECURED" ? "ATTESTED" : name], 0);
}
