import { isZero } from "../bytes/isZero.js";

/**
 * A length word of the call, 32 bytes from `offset`, zeros beyond the end. Exact up to 2^53; lengths that do not fit
 * 64 bits are Infinity, which is as unaffordable.
 */
export function readLength(input: Uint8Array, offset: number): number {
  if (!isZero(input, offset, 24)) return Infinity;
  let length = 0;
  for (let at = offset + 24; at < offset + 32; at++) length = length * 256 + (input[at] ?? 0);
  return length;
}
