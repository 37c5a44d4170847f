import { keyOf } from "../keys/keyOf.js";
import { sharedSecret } from "../keys/sharedSecret.js";
import type { Note } from "../notes/Note.js";
import { openOutput } from "./openOutput.js";
import { outputSeeds } from "./outputSeeds.js";
import { nullifierKeyHash } from "../notes/nullifierKeyHash.js";
import type { SealedOperation } from "./SealedOperation.js";

/**
 * The note that a leg pays to a holder, or undefined when it pays somebody else (SETTLE-33).
 * @param secret Of the holder's key.
 * @param nullifierKeys Those that the holder has told payers of.
 * @throws SETTLEMENT_KEY_INVALID
 */
export function openPayment(
  { ephemeralKey, legs }: SealedOperation,
  place: 0 | 1,
  holder: { readonly secret: bigint; readonly nullifierKeys: readonly bigint[] },
): Note | undefined {
  const { nullifiers, payment } = legs[place];
  const owner = keyOf(holder.secret).x;
  const seed = outputSeeds.payment(sharedSecret(holder.secret, ephemeralKey), nullifiers[0]);
  for (const nullifierKey of holder.nullifierKeys) {
    const opened = openOutput(payment, seed, { owner, nullifierKeyHash: nullifierKeyHash(nullifierKey) });
    if (opened === undefined) continue;
    const { asset, amount, randomness } = opened;
    return { asset, amount, owner, nullifierKey, randomness };
  }
  return undefined;
}
