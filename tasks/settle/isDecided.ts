import { isProtocolError, type ErrorCode } from "@muniment/protocol";

/** Of these alone a prover may have taken in what it was brought: nothing, or nothing certain, came back. */
const undecided: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "PROVER_UNREACHABLE",
  "PROVER_ANSWER_INVALID",
  "RPC_FAILED",
]);

/**
 * Whether a prover has certainly not taken what it was brought. When it did not answer, or failed, it may have: then what
 * was brought is still under way, and can be brought again.
 */
export function isDecided(error: unknown): boolean {
  return isProtocolError(error) && !undecided.has(error.code);
}
