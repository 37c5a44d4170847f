/** Gas that one block of the chain may use; constant. */
export const blockGasLimit = 240_000_000n;
