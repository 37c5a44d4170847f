import type { Note } from "./Note.js";
import { noteCommitment } from "./noteCommitment.js";
import { nullifierKeyHash } from "./nullifierKeyHash.js";
import { receiverOf } from "./receiverOf.js";

/**
 * Commitment of a note that one holds (SETTLE-23).
 * @throws FIELD_ELEMENT_INVALID
 */
export function commitmentOf({ asset, amount, owner, nullifierKey, randomness }: Note): bigint {
  const receiver = receiverOf(owner, nullifierKeyHash(nullifierKey), randomness);
  return noteCommitment({ asset, amount, receiver });
}
