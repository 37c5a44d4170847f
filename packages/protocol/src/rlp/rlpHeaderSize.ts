/** Size in bytes of the header of a list, or of a string other than a single byte below 0x80, of `size` bytes. */
export function rlpHeaderSize(size: number): number {
  if (size <= 55) return 1;
  if (size <= 0xff) return 2;
  if (size <= 0xffff) return 3;
  return size <= 0xffffff ? 4 : 5;
}
