import { ProtocolError } from "../errors.js";
import { fromHex } from "./fromHex.js";

/**
 * An unsigned integer as `size` bytes, big-endian.
 * @param field What it is, for errors.
 * @throws INTEGER_OUT_OF_RANGE when it does not fit.
 */
export function integerField(field: string, value: bigint | number, size: number): Uint8Array {
  const integer = BigInt(value);
  if (integer < 0n || integer >= 1n << BigInt(8 * size)) {
    throw new ProtocolError("INTEGER_OUT_OF_RANGE", { value, type: `${field}, uint${8 * size}` });
  }
  return fromHex(`0x${integer.toString(16).padStart(2 * size, "0")}`);
}
