/** Whether every byte in `size` bytes from `offset` is zero; bytes beyond the end count as zero. */
export function isZero(bytes: Uint8Array, offset: number, size: number): boolean {
  const end = Math.min(bytes.length, offset + size);
  for (let at = offset; at < end; at++) if (bytes[at] !== 0) return false;
  return true;
}
