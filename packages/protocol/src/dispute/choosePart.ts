import type { Hex } from "../bytes/Hex.js";

/**
 * Which part of an interval an honest challenger names (spec/dispute.md, DISPUTE-6): the first with whose end it does
 * not agree.
 * @param own The nine states as they are right.
 * @param shown The nine states that the committer claims.
 * @returns 0 … 7; -1 when it agrees with all.
 */
export function choosePart(own: readonly Hex[], shown: readonly Hex[]): number {
  return shown.slice(1).findIndex((state, part) => state !== own[part + 1]);
}
