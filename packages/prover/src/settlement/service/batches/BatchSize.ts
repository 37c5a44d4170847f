/** Operations that a circuit has room for (SETTLE-41). */
export type BatchSize = 2 | 8 | 24;
