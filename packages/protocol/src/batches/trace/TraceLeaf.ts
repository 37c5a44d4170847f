import type { Hex } from "../../bytes/Hex.js";

/** All that the next step of a batch depends on, beside the batch's input (spec/batches.md, BATCH-18). */
export interface TraceLeaf {
  /** Of the state. 32 bytes. */
  readonly stateRoot: Hex;
  /** Of the tree of messages to L1. 32 bytes. */
  readonly messageRoot: Hex;
  /** Leaves of that tree. */
  readonly messageCount: bigint;
  /** Items of the queue consumed so far. */
  readonly queueCursor: bigint;
  /** The queue's rolling hash at the cursor. 32 bytes. */
  readonly queueHash: Hex;
  /** Bytes of the batch's data that are read. */
  readonly dataOffset: number;
  /** Of the block that is open, else of the last one. */
  readonly blockNumber: bigint;
  /** That block's, Unix seconds. */
  readonly time: bigint;
  /** That block's, wei per gas. */
  readonly baseFee: bigint;
  /** Hash of the last block that has ended. 32 bytes. */
  readonly lastBlock: Hex;
  /** Gas used in the block that is open, else in the last one. */
  readonly gasUsed: bigint;
  /** What the precompile calls of the open block have counted (EXEC-26); 0 between blocks. */
  readonly precompileCount: number;
  /** Transactions in the open block, its deposits included; 0 between blocks. */
  readonly transactions: number;
  /** Transactions of the open block that its data announce and that are not read; 0 between blocks. */
  readonly toCome: number;
  /** What receiptAccumulator gives. 32 bytes. */
  readonly receipts: Hex;
  /** Whether a block is open. */
  readonly isInBlock: boolean;
}
