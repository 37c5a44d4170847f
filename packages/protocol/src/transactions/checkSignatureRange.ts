import { ProtocolError } from "../errors.js";
import { highS, signatureProblem } from "./signatureProblem.js";
import type { SignatureRange } from "./signatureProblem.js";

/**
 * Checks that r and s lie in 1 … n - 1, and s in its lower half, so that a signature has one form.
 * @throws SIGNATURE_INVALID, SIGNATURE_HIGH_S
 */
export function checkSignatureRange(signature: SignatureRange): void {
  const problem = signatureProblem(signature);
  if (problem === undefined) return;
  if (problem === highS) throw new ProtocolError("SIGNATURE_HIGH_S", {});
  throw new ProtocolError("SIGNATURE_INVALID", { problem });
}
