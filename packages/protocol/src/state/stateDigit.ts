import type { Hex } from "../bytes/Hex.js";

/** Which child a key's path takes on a level, 0 … 127: two bits, the most significant first. */
export function stateDigit(key: Hex, level: number): number {
  const nibble = Number.parseInt(key.charAt(2 + (level >> 1)), 16);
  return (level & 1) === 0 ? nibble >> 2 : nibble & 3;
}
