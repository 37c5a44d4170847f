/** What an open-loop load came to. */
export interface LoadFigures {
  /** Of the capacity, percent. */
  readonly share: number;
  /** Transactions a second that were due. */
  readonly offered: number;
  /** Transactions a second that were answered with their hash and are in a block. */
  readonly accepted: number;
  /** Transactions that were due, and those of them that have no receipt. */
  readonly sent: number;
  readonly missing: number;
  readonly refusal: string | undefined;
  /** Milliseconds from the time a transaction was due to its signed receipt. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number };
  /** Receipts under checked signatures. */
  readonly checked: number;
  /** Microseconds of processor time for each transaction. */
  readonly cpu: { readonly node: number; readonly main: number; readonly generator: number };
}
