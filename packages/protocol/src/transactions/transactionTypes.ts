/** The byte that names each form of transaction. A legacy transaction carries none; it counts as 0. */
export const transactionTypes = {
  legacy: 0,
  accessList: 1,
  feeMarket: 2,
  blob: 3,
  setCode: 4,
  deposit: 0x7e,
} as const;
