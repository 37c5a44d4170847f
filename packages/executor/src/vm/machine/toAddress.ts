import type { Hex } from "@muniment/protocol";

/** The address in a word's lower 160 bits. */
export function toAddress(word: bigint): Hex {
  return `0x${BigInt.asUintN(160, word).toString(16).padStart(40, "0")}`;
}
