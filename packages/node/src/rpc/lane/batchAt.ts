import type { CommittedBatch } from "@muniment/derivation";
import { lastBlockOf } from "@muniment/protocol";

/** The batch that holds a block; undefined when none that is on L1 does. @param batches By index, all from the first. */
export function batchAt(batches: readonly CommittedBatch[], block: bigint): CommittedBatch | undefined {
  let low = 0;
  let high = batches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const batch = batches[middle];
    if (batch !== undefined && lastBlockOf(batch.header) < block) low = middle + 1;
    else high = middle;
  }
  const found = batches[low];
  return found !== undefined && found.header.firstBlock <= block ? found : undefined;
}
