import { bytesToHex } from "@noble/hashes/utils.js";
import type { Hex } from "./Hex.js";

/** Writes bytes as lower-case hexadecimal text with the prefix 0x. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`;
}
