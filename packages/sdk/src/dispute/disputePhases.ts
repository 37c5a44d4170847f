/** Where a dispute stands, by the numbers of contracts/L1/dispute/IDisputes.sol. */
export const disputePhases = [
  "none",
  "nodes",
  "nodeChoice",
  "states",
  "partChoice",
  "committerWon",
  "challengerWon",
  "void",
] as const;

export type DisputePhase = (typeof disputePhases)[number];
