/** Counts of executed tests, by what became of them. */
export type Tally = { passed: number; failed: number; skipped: number };
