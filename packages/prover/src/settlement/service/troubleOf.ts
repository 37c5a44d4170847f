import { isProtocolError, ProtocolError } from "@muniment/protocol";

/** Codes of ethers for what it asked L1, not for how it was called. */
const ofProvider = new Set([
  "NETWORK_ERROR",
  "SERVER_ERROR",
  "TIMEOUT",
  "BAD_DATA",
  "CANCELLED",
  "UNKNOWN_ERROR",
  "CALL_EXCEPTION",
  "INSUFFICIENT_FUNDS",
  "NONCE_EXPIRED",
  "REPLACEMENT_UNDERPRICED",
]);
/** Codes of the system for a connection; those of files are others. */
const ofConnection = /^(ECONN[A-Z]+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|E(HOST|NET)(UNREACH|DOWN))$/;

/**
 * An error as the service tells it: L1_UNAVAILABLE when it is the provider's, PROVER_FAULT when nobody foresaw it. Of what
 * is not a ProtocolError the kind alone is told, for its words may show what is nobody's business.
 */
export function troubleOf(error: unknown): ProtocolError {
  if (isProtocolError(error)) return error;
  const cause = { cause: error };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (ofProvider.has(code) || ofConnection.test(code)) {
    const context = { method: "what the prover asks", attempts: 1, problem: code };
    return new ProtocolError("L1_UNAVAILABLE", context, cause);
  }
  const problem = error instanceof Error ? error.name : "unknown";
  return new ProtocolError("PROVER_FAULT", { problem }, cause);
}
