/** An account at genesis. */
export interface Allocation {
  /** 0 … 2^64 − 2. */
  readonly nonce?: bigint;
  /** Wei, 0 … 2^256 − 1. */
  readonly balance?: bigint;
  /** At most 24,576 bytes. */
  readonly code?: Uint8Array;
  /** Slot to value, words; a slot of value zero is absent. */
  readonly storage?: ReadonlyMap<bigint, bigint>;
}
