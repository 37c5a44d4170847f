import { RlpCursor } from "@muniment/protocol";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

/** Phase SEAL: takes the block's last transaction that is left, then its receipt, and the bloom of that (DISPUTE-43). */
export function seal(step: StepContext, { accumulator, left }: Extract<PhaseData, { phase: "seal" }>): void {
  if (left === 0) {
    step.goTo({ phase: "close" });
    return;
  }
  const recorded = step.store.receipt(accumulator);
  const { leaf } = step.machine;
  const index = Math.floor((left - 1) / 2);
  const block = () => step.store.receiptsOf(leaf.receipts, leaf.transactions - index);
  step.note({ kind: "receipt", index, recorded, block });
  if (left % 2 === 0) {
    step.goTo({ phase: "seal", accumulator, left: left - 1 });
    return;
  }
  step.machine.bloom = step.machine.bloom.union(bloomIn(recorded.receipt));
  step.goTo({ phase: "seal", accumulator: recorded.before, left: left - 1 });
}

function bloomIn(receipt: Uint8Array): Uint8Array {
  // A type stands before the list.
  const start = (receipt[0] as number) < 0xc0 ? 1 : 0;
  const cursor = new RlpCursor(receipt, start, receipt.length);
  cursor.enterList();
  for (let field = 0; field < 3; field++) cursor.readString();
  return receipt.subarray(cursor.valueStart, cursor.valueEnd);
}
