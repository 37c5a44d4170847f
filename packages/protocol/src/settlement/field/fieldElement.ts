import { ProtocolError } from "../../errors.js";
import { fieldModulus } from "./fieldModulus.js";

/**
 * The number itself, if it is an element: there is no other way to write one (SETTLE-18).
 * @throws FIELD_ELEMENT_INVALID
 */
export function fieldElement(value: bigint): bigint {
  if (value < 0n || value >= fieldModulus) throw new ProtocolError("FIELD_ELEMENT_INVALID", { value });
  return value;
}
