import { integerField } from "../../bytes/integerField.js";

/**
 * Bytes behind their number.
 * @param digits Bytes of that number.
 */
export function sizedBytes(bytes: Uint8Array, digits: number): Uint8Array[] {
  return [integerField("size", BigInt(bytes.length), digits), bytes];
}
