/** Finality classes as the input files name them, with the numbers of contracts/types/FinalityClass.sol. */
export const finalityClasses = { bulk: 1, standard: 2, "high-value": 3 } as const;

/** Name of a finality class. */
export type FinalityClassName = keyof typeof finalityClasses;
