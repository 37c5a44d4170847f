/**
 * A fee of L1 with a quarter on top: its price may rise before the transaction is in a block, and what is beyond the fee
 * comes back.
 * @param fee wei
 */
export function withMargin(fee: bigint): bigint {
  return fee + fee / 4n;
}
