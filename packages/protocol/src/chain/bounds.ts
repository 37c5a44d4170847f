/**
 * Bounds that keep every transaction of the chain disputable on L1 (spec/execution.md, EXEC-20 to EXEC-24).
 * The first two are written into the runtime too (assembly/runtime/rules.ts); a test compares them.
 */
export const bounds = {
  /** Bytes of memory a frame may have. */
  frameMemory: 131_072,
  /** Bytes that may be hashed, logged, copied or created from at once. */
  region: 49_152,
  /** Bytes of a transaction's data. */
  calldata: 65_536,
  /** Gas one precompile call may take. */
  precompileGas: 2_000_000,
  /** What the precompile calls of a block may count together. */
  blockPrecompiles: 8_000_000,
  /** Gas limit of a transaction. */
  transactionGas: 16_777_216,
  /** Bytes of the RLP of a transaction's logs, end to end. */
  logs: 131_072,
  /** Bytes of a raw transaction. */
  rawTransaction: 131_072,
} as const;
