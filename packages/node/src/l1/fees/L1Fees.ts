/** What L1 charges. */
export interface L1Fees {
  /** wei for a unit of gas. */
  readonly baseFee: bigint;
  /** wei for a unit of blob gas. */
  readonly blobBaseFee: bigint;
}
