import { ProtocolError } from "../errors.js";

/**
 * The big-endian bytes of an unsigned integer without leading zeros; none for zero.
 * @throws INTEGER_OUT_OF_RANGE when it is negative.
 */
export function integerBytes(value: bigint): Uint8Array {
  if (value < 0n) throw new ProtocolError("INTEGER_OUT_OF_RANGE", { value, type: "an unsigned integer" });
  if (value === 0n) return new Uint8Array(0);
  const digits = value.toString(16);
  const bytes = new Uint8Array((digits.length + 1) >> 1);
  let rest = value;
  for (let at = bytes.length - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}
