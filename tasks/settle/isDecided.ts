import { isProtocolError } from "@muniment/protocol";

/**
 * Whether a prover has certainly not taken what it was brought. When it did not answer, or failed, it may have: then what
 * was brought is still under way, and can be brought again.
 */
export function isDecided(error: unknown): boolean {
  if (!isProtocolError(error)) return false;
  return error.code !== "RPC_FAILED" && !error.code.startsWith("PROVER_");
}
