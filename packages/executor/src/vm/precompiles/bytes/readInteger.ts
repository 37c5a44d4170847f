/**
 * The big-endian integer in `size` bytes from `offset`.
 * @param size Bytes, a multiple of 8, all of them inside `bytes`.
 */
export function readInteger(bytes: Uint8Array, offset: number, size: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let value = 0n;
  for (let at = offset; at < offset + size; at += 8) value = (value << 64n) | view.getBigUint64(at);
  return value;
}
