import type { Hex } from "@muniment/protocol";

/** A word as 32 bytes of hexadecimal. */
export function toHex32(word: bigint): Hex {
  return `0x${word.toString(16).padStart(64, "0")}`;
}
