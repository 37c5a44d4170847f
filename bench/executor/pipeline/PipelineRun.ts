import type { Hex } from "@muniment/protocol";

/** Stages of a transaction's way, besides its recovery. */
export type Stage = "execution" | "handing" | "tree" | "sealing" | "log";

/** What a stretch of transactions took, from raw bytes to acknowledged blocks. */
export interface PipelineRun {
  readonly transactions: number;
  readonly blocks: number;
  /** Milliseconds on the wall. */
  readonly wall: number;
  /** Microseconds of processor time of all threads together. */
  readonly cpu: number;
  /**
   * Microseconds of processor time of each stage: execution, and handing chunks and blocks from thread to thread, on the
   * executing thread; tree, sealing and log on the commit thread.
   */
  readonly stages: Readonly<Record<Stage, number>>;
  /** Milliseconds from the first transaction of a block being executed to its acknowledgement, per block. */
  readonly blockTimes: readonly number[];
  readonly gasUsed: bigint;
  /** Of the last block. */
  readonly stateRoot: Hex;
  /** Transactions that did not succeed. */
  readonly failed: number;
}
