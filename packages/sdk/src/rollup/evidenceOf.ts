import { evidenceBits, type EvidenceName } from "./evidenceNames.js";

/**
 * The set of evidence that names stand for.
 * @example evidenceOf(["SECURED", "ATTESTED"]) === 3
 */
export function evidenceOf(names: readonly EvidenceName[]): number {
  return names.reduce((bits, name) => bits | evidenceBits[name], 0);
}
