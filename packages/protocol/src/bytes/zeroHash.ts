import type { Hex } from "./Hex.js";

/** bytes32(0). */
export const zeroHash: Hex = `0x${"0".repeat(64)}`;
