import type { BatchSource } from "@muniment/derivation";
import type { BatchHeader, BatchInput, BlockHeader, Hex, OwnTrace, TraceLeaf } from "@muniment/protocol";

/** A batch of L1 that was executed here. */
export interface WatchedBatch {
  /** As L1 has it. */
  readonly digest: Hex;
  readonly input: BatchInput;
  /** What L1 carries of it. */
  readonly source: BatchSource;
  /** What its header must be. */
  readonly own: BatchHeader;
  /** Hashes of the leaves of its trace, as they must be. */
  readonly leaves: readonly Hex[];
  readonly lastLeaf: TraceLeaf;
  /** The same in the shape that the header on L1 gives it. */
  readonly trace: OwnTrace;
  /** The parent's last block. */
  readonly parentBlock: BlockHeader;
  readonly isRight: boolean;
}
