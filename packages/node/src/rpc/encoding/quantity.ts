import type { Hex } from "@muniment/protocol";

/** A number as JSON-RPC writes it: no leading zeros. */
export function quantity(value: bigint | number): Hex {
  return `0x${value.toString(16)}`;
}
