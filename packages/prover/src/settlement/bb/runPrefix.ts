/** Begins the name of each folder that holds a run's files. */
export const runPrefix = "muniment-prover-";
