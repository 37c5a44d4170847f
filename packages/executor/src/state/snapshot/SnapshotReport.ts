/** What taking a snapshot came to. */
export interface SnapshotReport {
  readonly block: bigint;
  /** Whether the other snapshot was copied first, because this one was missing or half changed. */
  readonly isCopied: boolean;
  /** Entries of the tables. */
  readonly accounts: number;
  readonly slots: number;
  /** Blocks and change records of the log that were read. */
  readonly blocks: number;
  readonly records: number;
  readonly bytesWritten: number;
  /** Segments of the log that are gone. */
  readonly segmentsDeleted: number;
}
