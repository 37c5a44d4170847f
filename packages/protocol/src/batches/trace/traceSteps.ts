import type { DerivedBlock } from "../deriveBlocks.js";

/** Leaves of the trace of a batch with these blocks, which its header counts (spec/batches.md, BATCH-17). */
export function traceSteps(blocks: readonly DerivedBlock[]): number {
  return blocks.reduce(
    (sum, { deposits, transactions }) => sum + deposits.length + transactions.length + 2,
    1,
  );
}
