/** The binaries of circuits/, batches of as many operations, and the exit of a note. */
export const circuitNames = ["batch2", "batch8", "batch24", "exit"] as const;

export type CircuitName = (typeof circuitNames)[number];
