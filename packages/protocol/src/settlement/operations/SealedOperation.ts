import type { Crossing } from "./SettlementOperation.js";

export type Ciphertext = readonly [bigint, bigint, bigint, bigint];

export interface SealedOutput {
  readonly commitment: bigint;
  readonly ciphertext: Ciphertext;
}

export interface SealedLeg {
  readonly nullifiers: readonly [bigint, bigint];
  readonly payment: SealedOutput;
  readonly change: SealedOutput;
}

/**
 * What everybody sees of an operation (SETTLE-39).
 * @param crossing `asset` is 0 when nothing crosses.
 * @param ephemeralKey First coordinate.
 */
export interface SealedOperation {
  readonly crossing: Crossing & { readonly asset: bigint };
  readonly ephemeralKey: bigint;
  readonly legs: readonly [SealedLeg, SealedLeg];
}
