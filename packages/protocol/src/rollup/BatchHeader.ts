import type { Hex } from "../bytes/Hex.js";

/** Header of a batch; its bytes, and what each field means: spec/rollup.md, ROLLUP-3. */
export interface BatchHeader {
  /** Chain id of the L1. */
  readonly l1ChainId: bigint;
  /** Address of the rollup contract. 20 bytes. */
  readonly rollup: Hex;
  /** Lane that the batch belongs to. */
  readonly lane: number;
  /** The lane's epoch when the batch was committed. */
  readonly epoch: bigint;
  /** The parent's index and one. */
  readonly index: bigint;
  /** Digest of the batch before. 32 bytes. */
  readonly parent: Hex;
  /** Number of the first block. */
  readonly firstBlock: bigint;
  /** How many blocks, at least one. */
  readonly blocks: number;
  /** Of the last block, Unix seconds. */
  readonly time: bigint;
  /** 0 blobs, 1 calldata. */
  readonly dataKind: number;
  /** How many blobs; 0 when the data are calldata. */
  readonly blobs: number;
  /** Bytes of data. */
  readonly dataSize: number;
  /** keccak256 of the blobs' versioned hashes end to end, or of the calldata. 32 bytes. */
  readonly dataHash: Hex;
  /** Items of the queue consumed so far, after the batch. */
  readonly queueCursor: bigint;
  /** Rolling hash of the queue at the cursor. 32 bytes. */
  readonly queueHash: Hex;
  /** Gas limits of all items up to the cursor, summed. */
  readonly queueGas: bigint;
  /** keccak256 of the name of the rules that the batch follows. 32 bytes. */
  readonly rules: Hex;
  /** Hash of the last block. 32 bytes. */
  readonly lastBlock: Hex;
  /** State root after the batch. 32 bytes. */
  readonly stateRoot: Hex;
  /** Root of the tree of messages to L1 after the batch. 32 bytes. */
  readonly messageRoot: Hex;
  /** Leaves of that tree. */
  readonly messageCount: bigint;
  /** Leaves of the trace. */
  readonly steps: number;
  /** Root of the trace. Source: BATCH-20. 32 bytes. */
  readonly traceRoot: Hex;
}
