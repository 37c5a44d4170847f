/** Offsets and sizes, in bytes, of the log's segments and entries; the tables are in spec/storage.md. */
export const logLayout = {
  version: 1,
  segment: { magic: 0, version: 8, mark: 16, first: 24, checksum: 32, size: 40 },
  entry: {
    magic: 0,
    version: 4,
    mark: 8,
    number: 16,
    synced: 24,
    size: 32,
    headerSize: 36,
    transactionCount: 40,
    transactionsSize: 44,
    changesSize: 48,
    receiptsSize: 52,
    bodyChecksum: 56,
    stateRoot: 64,
    previous: 96,
    bodyHash: 128,
    checksum: 164,
    prefixSize: 168,
  },
  /** "MUNLOG" and two zeros; "MUNE". */
  segmentMagic: 0x00_00_47_4f_4c_4e_55_4dn,
  entryMagic: 0x45_4e_55_4d,
  /** Largest entry, bytes: what fits a buffer everywhere and is far beyond any block. */
  entryLimit: 1 << 30,
} as const;
