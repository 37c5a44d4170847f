import { toHex, utf8, type Hex } from "@muniment/protocol";

/** A code as fixed bytes, ASCII, padded with zero to the right. */
export function asciiBytes(code: string, length: number): Hex {
  const bytes = new Uint8Array(length);
  bytes.set(utf8(code).subarray(0, length));
  return toHex(bytes);
}
