/** The unsigned integer in the big-endian bytes `start` … `end`. */
export function readIntegerBytes(bytes: Uint8Array, start: number, end: number): bigint {
  let at = start;
  let value = 0n;
  let isFirst = true;
  // Six bytes at a time stay exact as a number, which is cheaper than a bigint per byte.
  while (at < end) {
    const size = (end - at) % 6 || 6;
    let part = 0;
    for (let index = 0; index < size; index++) part = part * 256 + (bytes[at + index] as number);
    value = isFirst ? BigInt(part) : (value << 48n) | BigInt(part);
    isFirst = false;
    at += size;
  }
  return value;
}
