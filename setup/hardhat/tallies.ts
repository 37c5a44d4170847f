import type { Tally } from "./Tally.js";

/** What each runner of this process has counted so far. */
export const tallies: Tally[] = [];
