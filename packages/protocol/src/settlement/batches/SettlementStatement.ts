/**
 * What a proof of a batch shows, in the order of the circuit's public inputs (SETTLE-44).
 * @param domain What settlementDomain gives.
 * @param oldState State root before the batch.
 * @param newState State root behind it.
 * @param eligibility Root of the tree of holders.
 * @param rules Root of the tree of rules.
 * @param time Of the batch, Unix seconds.
 * @param commitment What dataCommitment gives.
 * @param challenge What dataChallenge gives.
 * @param evaluation What evaluateData gives.
 */
export interface SettlementStatement {
  readonly domain: bigint;
  readonly oldState: bigint;
  readonly newState: bigint;
  readonly eligibility: bigint;
  readonly rules: bigint;
  readonly time: bigint;
  readonly commitment: bigint;
  readonly challenge: bigint;
  readonly evaluation: bigint;
}
