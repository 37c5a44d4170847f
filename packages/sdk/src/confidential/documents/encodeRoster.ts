import type { Roster, RosterDocument } from "./rosterSchema.js";
import { writeDocument } from "./writeDocument.js";

/** A roster as JSON. */
export function encodeRoster(roster: Roster): RosterDocument {
  return writeDocument(roster);
}
