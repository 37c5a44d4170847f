import { lastBlockOf } from "@muniment/protocol";
import { Bloom } from "../Bloom.js";
import { Pages } from "../Pages.js";
import { batchOf } from "../batchOf.js";
import type { StepContext } from "../StepContext.js";

/** Phase BEGIN: says what the step of the trace is (DISPUTE-40). */
export function begin(step: StepContext): void {
  const { leaf } = step.machine;
  const { header } = batchOf(step);
  if (!leaf.isInBlock) {
    // Behind the batch's last block there is nothing: the state is followed by itself.
    if (leaf.blockNumber < lastBlockOf(header)) step.goTo({ phase: "open", seen: 0 });
  } else if (leaf.blockNumber === header.firstBlock && leaf.queueCursor < header.queueCursor) {
    step.goTo({ phase: "item" });
  } else if (leaf.toCome > 0) {
    step.goTo({ phase: "read", at: leaf.dataOffset, end: 0, entry: Pages.none });
  } else goToSeal(step);
}

/** The block is over. */
export function goToSeal(step: StepContext): void {
  const { receipts: accumulator, transactions } = step.machine.leaf;
  step.machine.bloom = Bloom.empty;
  step.goTo({ phase: "seal", accumulator, left: 2 * transactions });
}
