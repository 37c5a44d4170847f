import type { BatchHeader, BlockHeader, Hex, TraceLeaf } from "@muniment/protocol";
import type { ExecutedBlock } from "./ExecutedBlock.js";

/** What of a batch's header follows from its input and the state before it (spec/rollup.md, ROLLUP-4). */
export type BatchOutputs = Pick<
  BatchHeader,
  "lastBlock" | "stateRoot" | "messageRoot" | "messageCount" | "steps" | "traceRoot"
>;

/** A batch that was executed. */
export interface BatchExecution {
  readonly blocks: readonly ExecutedBlock[];
  /** Header of its last block, which the next batch follows. */
  readonly lastBlock: BlockHeader;
  readonly outputs: BatchOutputs;
  /** Hashes of the leaves of its trace, in order: what disputes are proven from. */
  readonly leaves: readonly Hex[];
  /** The last leaf. */
  readonly lastLeaf: TraceLeaf;
}
