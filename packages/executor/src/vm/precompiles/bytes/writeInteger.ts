const LIMB = (1n << 64n) - 1n;

/**
 * Writes an integer big-endian into `size` bytes from `offset`; higher digits are dropped.
 * @param place Where: `offset` in bytes, `size` in bytes, a multiple of 8.
 */
export function writeInteger(
  bytes: Uint8Array,
  place: { readonly offset: number; readonly size: number },
  value: bigint,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let rest = value;
  for (let at = place.offset + place.size - 8; at >= place.offset; at -= 8) {
    view.setBigUint64(at, rest & LIMB);
    rest >>= 64n;
  }
}
