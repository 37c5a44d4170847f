/** What the pool asks of a transaction now. */
export interface LeastPrice {
  /** The operator's own least tip, wei per gas. */
  readonly tip: bigint;
  /** What 1,024 bytes cost on L1, wei; 0 unless told. */
  readonly posting?: bigint;
}
