/** Codes and sizes in the data of a batch (spec/batches.md, BATCH-3 to BATCH-8). */
export const batchLayout = {
  version: 1,
  /** Version, number of addresses, number of words. */
  preamble: 5,
  address: 20,
  /** A word's length, and room for 32 bytes. */
  wordEntry: 33,
  word: 32,
  /** Entries of a kind that two bytes count. */
  entries: 0xffff,
  /** Transactions that a block may announce. */
  blockTransactions: 0xffff_ffff,
  /** r and s, 32 bytes each. */
  signature: 64,
} as const;

/** The first byte of a compact transaction: 0x80 and these bits (BATCH-6). */
export const compactForm = {
  base: 0x80,
  /** The first byte of a raw transaction that is none. */
  end: 0xc0,
  yParity: 0x01,
  legacy: 0x02,
  /** Gas limit and fees are a word of the dictionary. */
  gasWord: 0x04,
  /** Two bits: no recipient, its 20 bytes, its index. */
  noRecipient: 0x00,
  recipientBytes: 0x08,
  recipientIndex: 0x10,
  recipient: 0x18,
  value: 0x20,
} as const;

/** The first byte of a piece of data (BATCH-8). */
export const pieceCode = {
  /** b + 1 bytes as they are, at most 128. */
  bytes: 0x00,
  /** A word of which the last b - 0x80 bytes follow, at most 32. */
  shortWord: 0x80,
  /** The word of the dictionary with the index b - 0xa1. */
  firstWords: 0xa1,
  /** A word of the dictionary whose index follows. */
  word: 0xbf,
  /** An address of the dictionary: the index is (b - 0xc0) · 256 and the byte that follows. */
  address: 0xc0,
} as const;
