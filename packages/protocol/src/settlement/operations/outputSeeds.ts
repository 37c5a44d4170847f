import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/** Seeds of a leg's two outputs; the leg's first nullifier makes them new each time (SETTLE-33). */
export const outputSeeds = {
  /** @param shared Of the ephemeral secret and the receiver's key. */
  payment: (shared: bigint, firstNullifier: bigint): bigint =>
    fieldHash(hashTags.paymentSeed, [shared, firstNullifier]),
  /** @param nullifierKey Of the leg's first input. */
  change: (nullifierKey: bigint, firstNullifier: bigint): bigint =>
    fieldHash(hashTags.changeSeed, [nullifierKey, firstNullifier]),
} as const;
