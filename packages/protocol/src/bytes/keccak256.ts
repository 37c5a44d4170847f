import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Hex } from "./Hex.js";
import { toHex } from "./toHex.js";

/** Keccak-256 of the parts laid end to end, the hash of the EVM. */
export function keccak256(...parts: readonly Uint8Array[]): Hex {
  const hash = keccak_256.create();
  for (const part of parts) hash.update(part);
  return toHex(hash.digest());
}
