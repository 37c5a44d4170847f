/** What RLP encodes: byte strings, unsigned integers (big-endian, without leading zeros), and lists of these. */
export type RlpItem = Uint8Array | bigint | readonly RlpItem[];
