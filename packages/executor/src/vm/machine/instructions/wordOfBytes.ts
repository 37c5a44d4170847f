import { toHex } from "@muniment/protocol";

/** The number that bytes are, big-endian; zero of none. */
export function wordOfBytes(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(toHex(bytes));
}
