import { ProtocolError } from "@muniment/protocol";

import type { AuditTrail } from "./AuditLine.js";
import { hashHeader, hashLine } from "./hashLine.js";
import { verifyAttestations } from "./verifyAttestations.js";
import { verifyCheckpoints } from "./verifyCheckpoints.js";

/** What a verified trail proves. */
export interface AuditVerification {
  /** Lines checked. */
  readonly lines: number;
  /** Checkpoints whose chain was recomputed. */
  readonly checkpoints: number;
  /** Attestations whose id and signature were recomputed. */
  readonly attestations: number;
  /** Attestations signed by a contract (ERC-1271), which only the chain can check. */
  readonly contractSigned: number;
  readonly head: string;
}

function verifyOrder(trail: AuditTrail): void {
  const numbers = trail.lines.map(({ line }) => line);
  const sorted = [...numbers].sort((a, b) => a - b);
  numbers.forEach((line, index) => {
    const position = index + 1;
    if (line === position) return;
    if (sorted.every((value, at) => value === at + 1)) {
      throw new ProtocolError("AUDIT_TAMPERED", {
        line: position,
        problem: `line ${String(line)} stands in its place`,
      });
    }
    if (!numbers.includes(position)) {
      throw new ProtocolError("AUDIT_TAMPERED", { line: position, problem: "it is missing" });
    }
    throw new ProtocolError("AUDIT_TAMPERED", {
      line: position,
      problem: `line ${String(line)} stands there`,
    });
  });
}

function verifyChain(trail: AuditTrail): void {
  let previous = hashHeader(trail.header);
  for (const { hash, ...body } of trail.lines) {
    if (body.previous !== previous) {
      throw new ProtocolError("AUDIT_TAMPERED", {
        line: body.line,
        problem: "it does not follow the line before it",
      });
    }
    if (hashLine(body) !== hash) {
      throw new ProtocolError("AUDIT_TAMPERED", { line: body.line, problem: "its contents were changed" });
    }
    previous = hash;
  }
  if (trail.count !== trail.lines.length || trail.head !== previous) {
    const line = trail.lines.length + 1;
    throw new ProtocolError("AUDIT_TAMPERED", {
      line,
      problem: `the trail ends after ${String(trail.lines.length)} of ${String(trail.count)} lines`,
    });
  }
}

/**
 * Checks a trail without any node: the chain of lines, then what the lines say – every checkpoint's hash and link, its
 * evidence, every attestation's id and signature.
 * @param trail Parsed export.
 * @param head Head from a source one trusts, to notice a trail that was rewritten as a whole.
 * @throws AUDIT_TAMPERED naming the first line that was changed, is missing or out of place, or contradicts another.
 */
export function verifyAudit(trail: AuditTrail, head?: string): AuditVerification {
  verifyOrder(trail);
  verifyChain(trail);
  if (head !== undefined && head !== trail.head) {
    throw new ProtocolError("AUDIT_HEAD_MISMATCH", { expected: head, actual: trail.head });
  }
  const attestations = verifyAttestations(trail);
  return {
    lines: trail.lines.length,
    checkpoints: verifyCheckpoints(trail, attestations.validUntilRevoked),
    attestations: attestations.count,
    contractSigned: attestations.contractSigned,
    head: trail.head,
  };
}
