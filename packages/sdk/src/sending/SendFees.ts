/** What a transaction offers for its gas, wei. */
export interface SendFees {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  /** Of a transaction with blobs alone. */
  readonly maxFeePerBlobGas?: bigint;
}
