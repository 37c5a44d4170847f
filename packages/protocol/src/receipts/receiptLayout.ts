/**
 * Offsets in a receipt record, little-endian, and in each of its logs, which follow it.
 *
 *   0 u32 size with logs, a multiple of 8 | 4 u8 type | 5 u8 status | 8 u64 gas used | 16 u64 cumulative gas used
 *  24 u32 logs | 28 u32 outcome | 32 created address, 20 bytes (zero: none) | 56 word effective gas price
 * log: 0 u32 size, a multiple of 8 | 4 u32 topics | 8 u32 data size | 12 address, 20 bytes | 32 topics | data
 */
export const receiptLayout = {
  size: 0,
  type: 4,
  status: 5,
  gasUsed: 8,
  cumulativeGasUsed: 16,
  logCount: 24,
  outcome: 28,
  createdAddress: 32,
  effectiveGasPrice: 56,
  logs: 88,
  log: { size: 0, topicCount: 4, dataSize: 8, address: 12, topics: 32 },
} as const;
