import type { Hex } from "@muniment/protocol";

/** Addresses that random programs know of. */
export const world = {
  sender: "0x00000000000000000000000000000000000a11ce",
  coinbase: "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
  contracts: [
    "0x00000000000000000000000000000000000c0de1",
    "0x00000000000000000000000000000000000c0de2",
    "0x00000000000000000000000000000000000c0de3",
    "0x00000000000000000000000000000000000c0de4",
  ],
  /** An account without code. */
  person: "0x0000000000000000000000000000000000bea7e5",
  /** Nobody. */
  absent: "0x00000000000000000000000000000000dead0000",
} as const satisfies Record<string, Hex | readonly Hex[]>;

/** The precompiles of Osaka; fewer are there before it, which is a case of its own. */
export const precompiles: readonly bigint[] = [...Array.from({ length: 17 }, (_, i) => BigInt(i + 1)), 256n];
