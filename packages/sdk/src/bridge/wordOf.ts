import type { Hex } from "@muniment/protocol";

/** A number as a word of 32 bytes. */
export function wordOf(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}
