import { canonicalBytes, keccak256, type Hex } from "@muniment/protocol";

import type { AuditHeader, AuditLine } from "./AuditLine.js";

/** Hash of a line: keccak256 of the canonical JSON of every field but the hash itself. */
export function hashLine(line: Omit<AuditLine, "hash">): Hex {
  return keccak256(canonicalBytes(line));
}

/** Hash of the header, where the chain starts. */
export function hashHeader(header: AuditHeader): Hex {
  return keccak256(canonicalBytes(header));
}
