/**
 * Offsets in a prepared transaction record: little-endian; words are 32 bytes, addresses 20 bytes reversed and 4 zeros.
 *
 *   0 u32 size, a multiple of 8 | 4 u8 type | 5 u8 flags (bit 0: creation) | 8 u64 nonce | 16 u64 gas limit
 *  24 u32 data offset, u32 size | 32 word max fee | 64 word priority fee | 96 word value | 128 sender | 152 to
 * 176 u32 access-list addresses, u32 keys, u32 offset | 188 u32 authorizations, u32 offset
 * 196 u32 blob hashes, u32 offset | 208 word max fee per blob gas | 240 hash, big-endian | 272 tails
 */
export const preparedLayout = {
  size: 0,
  type: 4,
  flags: 5,
  nonce: 8,
  gasLimit: 16,
  data: 24,
  dataSize: 28,
  maxFee: 32,
  priorityFee: 64,
  value: 96,
  sender: 128,
  to: 152,
  accessListAddresses: 176,
  accessListKeys: 180,
  accessList: 184,
  authorizations: 188,
  authorizationList: 192,
  blobHashes: 196,
  blobHashList: 200,
  maxBlobFee: 208,
  hash: 240,
  tails: 272,
  /** Sizes of the tails' parts: an address and its number of keys, a word, an authorization. */
  entrySize: 32,
  wordSize: 32,
  authorizationSize: 96,
} as const;
