import { ProtocolError } from "./errors.js";

/** Whether something thrown is one of the project's errors. (`instanceof` alone narrows to `ProtocolError<any>`.) */
export function isProtocolError(error: unknown): error is ProtocolError {
  return error instanceof ProtocolError;
}
