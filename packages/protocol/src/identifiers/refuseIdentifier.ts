import { ProtocolError } from "../errors.js";

/** The error of every identifier parser. */
export function refuseIdentifier(kind: string, value: string, problem: string): ProtocolError {
  return new ProtocolError("IDENTIFIER_INVALID", { kind, value: JSON.stringify(value), problem });
}
