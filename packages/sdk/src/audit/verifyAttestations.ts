import { ATTESTATION_TYPES, attestationDomain, ProtocolError } from "@muniment/protocol";
import { recoverAddress, TypedDataEncoder } from "ethers";

import type { AuditTrail } from "./AuditLine.js";

/** What the attestations of a trail prove. */
export interface AttestationVerification {
  readonly count: number;
  readonly contractSigned: number;
  /** Line that records and line that revokes each attestation; never revoked is Infinity. */
  readonly validUntilRevoked: ReadonlyMap<string, { readonly from: number; readonly until: number }>;
}

function isSignedBy(attester: string, digest: string, signature: string): boolean {
  try {
    return recoverAddress(digest, signature) === attester;
  } catch {
    return false;
  }
}

/**
 * Recomputes the id of every attestation from its contents and recovers its signer.
 * @throws AUDIT_TAMPERED when an id does not belong to the contents.
 */
export function verifyAttestations(trail: AuditTrail): AttestationVerification {
  const domain = attestationDomain(BigInt(trail.header.chainId), trail.header.attestations as `0x${string}`);
  const spans = new Map<string, { from: number; until: number }>();
  let contractSigned = 0;
  for (const { line, event, address, args } of trail.lines) {
    if (address !== trail.header.attestations) continue;
    const values = args as Record<string, unknown>;
    if (event === "AttestationRevoked") {
      const span = spans.get(String(values["id"]));
      if (span !== undefined) span.until = Math.min(span.until, line);
    }
    if (event !== "AttestationRecorded") continue;
    const attestation = values["attestation"] as Record<string, unknown>;
    const digest = TypedDataEncoder.hash(domain, ATTESTATION_TYPES, attestation);
    if (digest !== values["id"]) {
      throw new ProtocolError("AUDIT_TAMPERED", {
        line,
        problem: "its attestation does not give the recorded id",
      });
    }
    if (!isSignedBy(String(attestation["attester"]), digest, String(values["signature"])))
      contractSigned += 1;
    spans.set(digest, { from: line, until: Infinity });
  }
  return { count: spans.size, contractSigned, validUntilRevoked: spans };
}
