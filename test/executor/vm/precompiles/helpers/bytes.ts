/** Bytes from parts: digits without 0x, bytes, or an integer that takes 32 bytes. */
export function bytes(...parts: readonly (string | Uint8Array | bigint)[]): Uint8Array {
  const buffers = parts.map((part) => {
    if (typeof part === "bigint") return Buffer.from(part.toString(16).padStart(64, "0"), "hex");
    return typeof part === "string" ? Buffer.from(part, "hex") : part;
  });
  return Uint8Array.from(Buffer.concat(buffers));
}
