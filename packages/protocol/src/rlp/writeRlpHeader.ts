import { rlpHeaderSize } from "./rlpHeaderSize.js";

/**
 * Writes the header of an item of `size` bytes at `offset`.
 * @param base 0xc0 for a list; 0x80 for a string, which must not be a single byte below 0x80.
 * @returns Where the item's bytes begin.
 */
export function writeRlpHeader(target: Uint8Array, offset: number, size: number, base: 0x80 | 0xc0): number {
  if (size <= 55) {
    target[offset] = base + size;
    return offset + 1;
  }
  const digits = rlpHeaderSize(size) - 1;
  target[offset] = base + 55 + digits;
  for (let index = 0, rest = size; index < digits; index++, rest >>>= 8) {
    target[offset + digits - index] = rest & 0xff;
  }
  return offset + 1 + digits;
}
