// RLP, written forwards into memory that the caller has sized. Bases: 0x80 for strings, 0xc0 for lists.

/** The first byte of an empty string, and of an empty list. */
export const STRING: u32 = 0x80;
export const LIST: u32 = 0xc0;

/** Bytes that a number takes without leading zeros; 0 for zero. */
function significantBytes(value: u64): usize {
  return <usize>((71 - clz<u64>(value)) >> 3);
}

/** Size of the header of `size` bytes (of a list, or of a string that is not one byte below 0x80). */
export function headerSize(size: usize): usize {
  return size <= 55 ? 1 : 1 + significantBytes(<u64>size);
}

/** Writes the header of `size` bytes; returns where they begin. */
export function writeHeader(to: usize, size: usize, base: u32): usize {
  if (size <= 55) {
    store<u8>(to, <u8>(base + <u32>size));
    return to + 1;
  }
  const digits = significantBytes(<u64>size);
  store<u8>(to, <u8>(base + 55 + <u32>digits));
  for (let at = digits, rest = size; at > 0; at--, rest >>= 8) store<u8>(to + at, <u8>rest);
  return to + 1 + digits;
}

/** Size of a byte string with its header. */
export function stringSize(from: usize, size: usize): usize {
  if (size == 1 && load<u8>(from) < 0x80) return 1;
  return headerSize(size) + size;
}

/** Writes a byte string with its header; returns where it ends. */
export function writeString(to: usize, from: usize, size: usize): usize {
  if (size != 1 || load<u8>(from) >= 0x80) to = writeHeader(to, size, STRING);
  memory.copy(to, from, size);
  return to + size;
}

/** Size of an unsigned integer with its header. */
export function integerSize(value: u64): usize {
  return value < 0x80 ? 1 : 1 + significantBytes(value);
}

/** Writes an unsigned integer; returns where it ends. */
export function writeInteger(to: usize, value: u64): usize {
  if (value == 0) {
    store<u8>(to, 0x80);
    return to + 1;
  }
  if (value < 0x80) {
    store<u8>(to, <u8>value);
    return to + 1;
  }
  const digits = significantBytes(value);
  store<u8>(to, <u8>(0x80 + <u32>digits));
  for (let at = digits; at > 0; at--, value >>= 8) store<u8>(to + at, <u8>value);
  return to + 1 + digits;
}
