/** What a run of the rollup's benchmark was asked for. */
export interface RollupBenchOptions {
  /** Transactions that are executed, for the executed figure. */
  readonly transactions: number;
  /** Holders of the token. */
  readonly accounts: number;
  readonly seed: number;
  readonly isRecorded: boolean;
}
