import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

/** EIP-7702: the account whose code runs instead, when a code says no more than that. */
export function delegationOf(code: Uint8Array): Hex | undefined {
  if (code.length !== 23 || code[0] !== 0xef || code[1] !== 0x01 || code[2] !== 0x00) return undefined;
  return toHex(code.subarray(3));
}
