import type { Hex } from "@muniment/protocol";

/** A number as 32 bytes. */
export const hexWord = (value: bigint): Hex => `0x${value.toString(16).padStart(64, "0")}`;
