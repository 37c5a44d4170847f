import type { Hex } from "@muniment/protocol";

/** A slot that each of many holders has in a mapping of a contract, at the start of a run. */
export interface Holding {
  readonly contract: Hex;
  /** The slot of the mapping, whose first key is the holder's address. */
  readonly mapping: bigint;
  /** The second key of a mapping of mappings. */
  readonly then?: bigint;
  readonly value: bigint;
  /** Whether the holder's address is added to the value, in its low 160 bits. */
  readonly withAddress?: boolean;
  /** Whether only senders have it. */
  readonly sendersOnly?: boolean;
}
