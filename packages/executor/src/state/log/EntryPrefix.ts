/** The fixed part of an entry, decoded; sizes in bytes. */
export interface EntryPrefix {
  readonly number: bigint;
  /** Blocks below this number were known to be on disk when the entry was written. */
  readonly synced: bigint;
  readonly size: number;
  readonly headerSize: number;
  readonly transactionCount: number;
  readonly transactionsSize: number;
  readonly changesSize: number;
  readonly receiptsSize: number;
  readonly bodyChecksum: number;
  readonly stateRoot: Uint8Array;
  /** SHA-256 of the prefix of the entry before; zero in the first of all. */
  readonly previous: Uint8Array;
  readonly bodyHash: Uint8Array;
}
