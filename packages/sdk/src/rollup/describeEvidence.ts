/**
 * A batch's evidence for people.
 * @param isSimulated Whether attesters sign with SIMULATED keys: what they attest is then merely trusted, and called so.
 */
export function describeEvidence(names: readonly string[], isSimulated: boolean): string {
  if (names.length === 0) return "none";
  return names
    .map((name) => (name === "ATTESTED" && isSimulated ? "ATTESTED (trusted: SIMULATED keys)" : name))
    .join(", ");
}
