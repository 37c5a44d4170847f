import type { Hex } from "../bytes/Hex.js";

/** "MuniMent" in ASCII, and twelve zero bytes. */
const base = 0x4d756e694d656e74000000000000000000000000n;

/**
 * Address of the chain's predeploy with a number (spec/execution.md, EXEC-40).
 * @param number 1 messenger, 2 fee vault, 3 L1 fee oracle, 4 finality classes, 16 to 18 gateways, 19 register of owners.
 * @example predeployAddress(1) === predeploys.messenger;
 */
export function predeployAddress(number: number): Hex {
  return `0x${(base + BigInt(number)).toString(16)}`;
}
