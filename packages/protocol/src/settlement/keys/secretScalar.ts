import { ProtocolError } from "../../errors.js";
import { Grumpkin } from "./grumpkin.js";

/**
 * The number, if it is a secret: above zero and below the curve's order.
 * @throws SETTLEMENT_KEY_INVALID, which does not tell the number
 */
export function secretScalar(value: bigint): bigint {
  if (value > 0n && value < Grumpkin.Fn.ORDER) return value;
  throw new ProtocolError("SETTLEMENT_KEY_INVALID", { value: "what was given", kind: "secret" });
}
