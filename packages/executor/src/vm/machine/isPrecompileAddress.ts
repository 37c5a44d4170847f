import type { Hex } from "@muniment/protocol";
import { isPrecompile } from "../precompiles/isPrecompile.js";

/** Whether an address is that of a precompiled contract of the chain. */
export function isPrecompileAddress(address: Hex): boolean {
  const number = BigInt(address);
  return number <= 0x100n && isPrecompile(Number(number), "osaka");
}
