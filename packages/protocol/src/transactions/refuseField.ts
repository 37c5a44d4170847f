import { ProtocolError } from "../errors.js";

/** @throws TRANSACTION_MALFORMED always. */
export function refuseField(field: string, problem: string): never {
  throw new ProtocolError("TRANSACTION_MALFORMED", { field, problem });
}
