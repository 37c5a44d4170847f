/** Where an asset stands, with the numbers of contracts/types/Stage.sol. Source: LIFE-2. */
export const stages = {
  None: 0,
  Registered: 1,
  Structured: 2,
  Tokenized: 3,
  Issued: 4,
  Trading: 5,
  Suspended: 6,
  Defaulted: 7,
  Matured: 8,
  Redeemed: 9,
  Rejected: 10,
  Withdrawn: 11,
} as const;

/** Name of a stage. */
export type StageName = keyof typeof stages;
