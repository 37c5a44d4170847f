import { isProtocolError, ProtocolError } from "@muniment/protocol";

import { decodeRevert } from "./decodeRevert.js";
import { describeRevert } from "./describeRevert.js";
import type { Call } from "./Call.js";

/**
 * The project's error for a call that failed: POLICY_REFUSED with the decoded custom error, or CHAIN_FAILED.
 * @param error What the provider threw; a ProtocolError is returned as it is.
 */
export function toProtocolError(error: unknown, call: Call): ProtocolError {
  if (isProtocolError(error)) return error;
  const revert = decodeRevert(error);
  if (revert === undefined) {
    const problem = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return new ProtocolError("CHAIN_FAILED", { call: call.label, problem }, { cause: error });
  }
  return new ProtocolError(
    "POLICY_REFUSED",
    { call: call.label, error: revert.name, reason: describeRevert(revert), data: revert.data },
    { cause: error },
  );
}
