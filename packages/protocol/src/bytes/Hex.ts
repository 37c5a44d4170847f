/** Bytes as lower-case hexadecimal text with the prefix 0x, the form ethers and JSON-RPC use. */
export type Hex = `0x${string}`;
