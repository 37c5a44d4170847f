import { batchLayout } from "./batchLayout.js";
import type { DataCursor } from "./DataCursor.js";

/** A block's own fields in the data (spec/batches.md, BATCH-3). */
export interface BlockFields {
  /** Seconds after the block before it. */
  readonly delay: number;
  /** Transactions that it announces. */
  readonly announced: number;
  /** Where its transactions begin. */
  readonly end: number;
}

/** Reads the fields at the cursor; undefined when there are none, or they cannot be read. */
export function readBlockFields(cursor: DataCursor): BlockFields | undefined {
  if (cursor.isAtEnd()) return undefined;
  const delay = cursor.readCount();
  const announced = cursor.readCount();
  if (announced > batchLayout.blockTransactions) cursor.fail();
  return cursor.hasFailed ? undefined : { delay, announced, end: cursor.position };
}
