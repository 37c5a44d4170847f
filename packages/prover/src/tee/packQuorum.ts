import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { BatchAttestation } from "./BatchAttestation.js";

/**
 * The proof that a registry of attesters verifies: signatures of different keys, in ascending order of their addresses
 * (spec/rollup.md, ROLLUP-34).
 * @param quorum How many it takes; more are left away.
 * @throws ATTESTATION_QUORUM_MISSED
 * @example await rollup.attest(lane, index, packQuorum(digest, attestations, 2));
 */
export function packQuorum(digest: Hex, attestations: readonly BatchAttestation[], quorum: number): Hex {
  const bySigner = new Map(
    attestations
      .filter((attestation) => attestation.digest === digest)
      .map(({ signer, signature }) => [BigInt(signer), signature]),
  );
  if (bySigner.size < quorum) {
    throw new ProtocolError("ATTESTATION_QUORUM_MISSED", { digest, expected: quorum, actual: bySigner.size });
  }
  const ascending = [...bySigner].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, quorum);
  return `0x${ascending.map(([, signature]) => signature.slice(2)).join("")}`;
}
