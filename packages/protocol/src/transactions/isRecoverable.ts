import type { DecodedAuthorization } from "./DecodedAuthorization.js";
import { signatureProblem } from "./signatureProblem.js";

/** Whether an authorization's signature may be recovered: y parity 0 or 1, r and s in range, s in its lower half. */
export function isRecoverable(authorization: DecodedAuthorization): boolean {
  return authorization.yParity <= 1 && signatureProblem(authorization) === undefined;
}
