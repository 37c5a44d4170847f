import { ProtocolError } from "../../errors.js";

/**
 * A numeric country code as a number of the field.
 * @throws JURISDICTION_INVALID
 */
export function jurisdictionCode(code: number): bigint {
  if (!Number.isInteger(code) || code < 0 || code > 999)
    throw new ProtocolError("JURISDICTION_INVALID", { code });
  return BigInt(code);
}
