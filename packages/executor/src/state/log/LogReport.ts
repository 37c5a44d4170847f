/** What opening a log found at its end. */
export interface LogReport {
  /** Number of the last whole block; absent when the log is empty. */
  readonly last?: bigint;
  /** What was cut off, if anything was. */
  readonly cut?: LogCut;
}

/** A tail that was not whole: what a crash left of blocks that nobody was told to be safe. */
export interface LogCut {
  readonly file: string;
  /** Where the whole blocks end. */
  readonly offset: number;
  /** Bytes cut off there. */
  readonly size: number;
  /** What was wrong there. */
  readonly problem: string;
}
