/** The family of each phase that reads a batch or ends its blocks: a contract's name (contracts/L1/dispute/machine/batch). */
export const batchFamilies = {
  begin: "DataFamily",
  open: "DataFamily",
  read: "DataFamily",
  build: "DataFamily",
  item: "ItemFamily",
  seal: "SealFamily",
  close: "SealFamily",
} as const;

/** A phase of those families. */
export type BatchPhase = keyof typeof batchFamilies;
