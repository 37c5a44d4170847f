/** What a run of the executor's benchmark was asked for. */
export interface ExecutorOptions {
  /** Names of workloads; all when empty. */
  readonly workloads: readonly string[];
  /** Transactions that the headline figure is measured over. */
  readonly transactions: number;
  /** Accounts, which are the holders of every token. */
  readonly accounts: number;
  /** Whether the growth of cost with the number of accounts is measured as well. */
  readonly withSizes: boolean;
  readonly seed: number;
  /** Whether everything runs interpreted. */
  readonly isInterpreted: boolean;
  /** Whether the report is written to bench/results. */
  readonly isRecorded: boolean;
}
