/** The binaries of circuits/, each a batch of as many operations. */
export const circuitNames = ["batch2", "batch8", "batch24"] as const;

export type CircuitName = (typeof circuitNames)[number];
