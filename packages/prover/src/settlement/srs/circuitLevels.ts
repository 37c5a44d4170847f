/** Rows of each circuit, as a power of two: an SRS for it has as many points. */
export const circuitLevels = { batch2: 17, batch8: 18, batch24: 20, exit: 14 } as const;
