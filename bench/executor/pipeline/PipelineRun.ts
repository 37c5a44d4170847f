import type { Hex } from "@muniment/protocol";
import type { Stage } from "./StageClock.js";

/** What a stretch of transactions took, from raw bytes to acknowledged blocks. */
export interface PipelineRun {
  readonly transactions: number;
  readonly blocks: number;
  /** Milliseconds on the wall. */
  readonly wall: number;
  /** Microseconds of processor time of all threads together. */
  readonly cpu: number;
  /** Microseconds of processor time of each stage on the executing thread. */
  readonly stages: Readonly<Record<Stage, number>>;
  /** Milliseconds from the first transaction of a block being executed to its acknowledgement, per block. */
  readonly blockTimes: readonly number[];
  readonly gasUsed: bigint;
  readonly stateRoot: Hex;
  /** Transactions that did not succeed. */
  readonly failed: number;
}
