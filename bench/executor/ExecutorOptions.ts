/** What a run of the executor's benchmark was asked for. */
export interface ExecutorOptions {
  /** Names of workloads; all when empty. */
  readonly workloads: readonly string[];
  /** Transactions that the headline figure is measured over. */
  readonly transactions: number;
  /** Accounts, which are the holders of every token. */
  readonly accounts: number;
  /** Numbers of accounts to measure instead, to see how cost grows; empty for `accounts` alone. */
  readonly sizes: readonly number[];
  readonly seed: number;
  /** Whether everything runs interpreted. */
  readonly isInterpreted: boolean;
  /** Whether the report is written to bench/results. */
  readonly isRecorded: boolean;
  /** The file of a libsecp256k1 to recover with, instead of the one that the pool finds. */
  readonly systemLibraryPath: string | undefined;
}
