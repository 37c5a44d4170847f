/** An account before or after a case. */
export interface CaseAccount {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly code: Uint8Array;
  /** Slot number to value; a slot that is zero is not listed. */
  readonly storage: ReadonlyMap<bigint, bigint>;
}
