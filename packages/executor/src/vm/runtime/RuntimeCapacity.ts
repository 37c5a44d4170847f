/** How much a runtime can hold. Address space is laid out for all of it; memory is taken when it is written. */
export interface RuntimeCapacity {
  readonly accounts: number;
  readonly slots: number;
  /**
   * Different codes that accounts have, delegations (EIP-7702) included, and the bytes of all: a code takes twice its size
   * and 40 more for its table of jumps, and up to a quarter of that again.
   */
  readonly codes: number;
  readonly codeBytes: number;
  /** Bytes for the memories of nested frames. */
  readonly memoryBytes: number;
  /** Bytes each for a block's records, receipts, change records and for undoing it. */
  readonly workBytes: number;
}

const mebi = 1024 * 1024;

/** Enough for tests and single cases; opens in a millisecond. */
export const smallCapacity: RuntimeCapacity = {
  accounts: 4096,
  slots: 16_384,
  codes: 1024,
  codeBytes: 8 * mebi,
  memoryBytes: 96 * mebi,
  workBytes: 8 * mebi,
};

/** For single transactions whose gas knows no bound, as official tests have them. */
export const roomyCapacity: RuntimeCapacity = {
  accounts: 65_536,
  slots: 1_048_576,
  codes: 4096,
  codeBytes: 64 * mebi,
  memoryBytes: 512 * mebi,
  workBytes: 256 * mebi,
};

/** What one 4 GiB memory holds: 12.5 million accounts, 23 million slots and half a million codes. */
export const largeCapacity: RuntimeCapacity = {
  accounts: 12_500_000,
  slots: 23_000_000,
  codes: 524_288,
  codeBytes: 256 * mebi,
  memoryBytes: 96 * mebi,
  workBytes: 64 * mebi,
};
