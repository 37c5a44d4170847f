import type { Hex } from "@muniment/protocol";
import { wordText } from "../documents/documentShapes.js";
import type { Roster } from "../documents/rosterSchema.js";
import { rosterTrees } from "../documents/rosterTrees.js";

/** What registrars sign of a roster, and L1 keeps. */
export interface RosterRoots {
  readonly holders: Hex;
  readonly rules: Hex;
  readonly number: bigint;
  readonly time: bigint;
}

/** Roots of a roster's trees (SETTLE-60). */
export function rosterRoots(roster: Pick<Roster, "holders" | "rules" | "number" | "time">): RosterRoots {
  const { holders, rules } = rosterTrees(roster);
  const { number, time } = roster;
  return { holders: wordText(holders.root), rules: wordText(rules.root), number, time };
}
