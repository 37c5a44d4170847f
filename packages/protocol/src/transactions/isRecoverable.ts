import { checkSignatureRange } from "./checkSignatureRange.js";
import { isProtocolError } from "../isProtocolError.js";
import type { DecodedAuthorization } from "./DecodedAuthorization.js";

/** Whether an authorization's signature may be recovered: y parity 0 or 1, r and s in range, s in its lower half. */
export function isRecoverable(authorization: DecodedAuthorization): boolean {
  if (authorization.yParity > 1) return false;
  try {
    checkSignatureRange(authorization);
    return true;
  } catch (error) {
    if (isProtocolError(error)) return false;
    throw error;
  }
}
