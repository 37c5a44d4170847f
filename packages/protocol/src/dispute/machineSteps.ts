/** Binary logarithm of the machine's steps between two leaves of the trace (spec/dispute.md, DISPUTE-6). */
export const stepsLevel = 24;

/** Binary logarithm of the most steps that L1 runs at once (spec/dispute.md, DISPUTE-7). */
export const runLevel = 11;
