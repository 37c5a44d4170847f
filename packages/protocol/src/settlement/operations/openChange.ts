import { nullifierKeyHash } from "../notes/nullifierKeyHash.js";
import type { Note } from "../notes/Note.js";
import { openOutput } from "./openOutput.js";
import { outputSeeds } from "./outputSeeds.js";
import type { SealedOperation } from "./SealedOperation.js";

/** What a holder needs to read its change. */
export interface ChangeHolder {
  readonly owner: bigint;
  /** Of the note that the leg spent first. */
  readonly spentKey: bigint;
  /** Those that the holder makes notes for itself with. */
  readonly nullifierKeys: readonly bigint[];
}

/** The note that a leg gives back to who spends, or undefined when somebody else spends (SETTLE-33). */
export function openChange(
  { ephemeralKey, legs }: SealedOperation,
  place: 0 | 1,
  holder: ChangeHolder,
): Note | undefined {
  const { nullifiers, change } = legs[place];
  const { owner, spentKey } = holder;
  const seed = outputSeeds.change(spentKey, nullifiers[0], ephemeralKey);
  for (const nullifierKey of holder.nullifierKeys) {
    const opened = openOutput(change, seed, { owner, nullifierKeyHash: nullifierKeyHash(nullifierKey) });
    if (opened === undefined) continue;
    const { asset, amount, randomness } = opened;
    return { asset, amount, owner, nullifierKey, randomness };
  }
  return undefined;
}
