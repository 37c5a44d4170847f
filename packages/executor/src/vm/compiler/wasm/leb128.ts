/** Appends an unsigned number below 2^32 in LEB128. */
export function pushUnsigned(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Appends a signed 32-bit number in LEB128. */
export function pushSigned(bytes: number[], value: number): void {
  let rest = value;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  bytes.push(rest & 0x7f);
}

/** Appends a signed 64-bit number in LEB128. */
export function pushSignedLong(bytes: number[], value: bigint): void {
  let rest = value;
  while (rest < -0x7fffffffn || rest > 0x7fffffffn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  pushSigned(bytes, Number(rest));
}

/** Appends an unsigned number below 2^21 in exactly three bytes, so that it can be written over later. */
export function paddedUnsigned(value: number): [number, number, number] {
  return [(value & 0x7f) | 0x80, ((value >> 7) & 0x7f) | 0x80, (value >> 14) & 0x7f];
}
