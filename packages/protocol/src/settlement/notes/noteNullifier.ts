import { commitmentOf } from "./commitmentOf.js";
import type { Note } from "./Note.js";
import { nullifierOf } from "./nullifierOf.js";

/**
 * Nullifier of a note that one holds (SETTLE-24).
 * @throws FIELD_ELEMENT_INVALID
 */
export function noteNullifier(note: Note): bigint {
  return nullifierOf(note.nullifierKey, commitmentOf(note));
}
