import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/**
 * Seeds of a leg's two outputs; the leg's first nullifier makes them new each time, and what only one operation has keeps
 * those apart that are composed of the same notes (SETTLE-33).
 */
export const outputSeeds = {
  /** @param shared Of the ephemeral secret and the receiver's key. */
  payment: (shared: bigint, firstNullifier: bigint): bigint =>
    fieldHash(hashTags.paymentSeed, [shared, firstNullifier]),
  /**
   * @param nullifierKey Of the leg's first input.
   * @param ephemeralKey Of the operation.
   */
  change: (nullifierKey: bigint, firstNullifier: bigint, ephemeralKey: bigint): bigint =>
    fieldHash(hashTags.changeSeed, [nullifierKey, firstNullifier, ephemeralKey]),
} as const;
