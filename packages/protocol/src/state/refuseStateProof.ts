import { ProtocolError } from "../errors.js";

/** The error of every proof that does not hold. `problem` completes "The state proof does not hold: ". */
export function refuseStateProof(problem: string): ProtocolError<"STATE_PROOF_INVALID"> {
  return new ProtocolError("STATE_PROOF_INVALID", { problem });
}
