import type { Hex } from "@muniment/protocol";
import type { RawBatch } from "../../signatures/RawBatch.js";

/** What the log keeps of a block: everything that is needed to serve it, to redo it and to rebuild the state after it. */
export interface LogEntry {
  readonly number: bigint;
  /** The state root after the block. */
  readonly stateRoot: Hex;
  /** RLP of the block's header. */
  readonly header: Uint8Array;
  readonly transactions: RawBatch;
  /** Change records (TREE-20), as the runtime wrote them. */
  readonly changes: Uint8Array;
  /** Receipt records, as the runtime wrote them. */
  readonly receipts: Uint8Array;
}
