import { encodeRlp, joinBytes, predeploys } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { toHex32 } from "../../cases/toHex32.js";
import { endStep } from "../passOver.js";
import { frameStatus, type PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";
import { wrapList } from "../wrapList.js";

/** Phase RECORD: the receipt, what the messenger's slots hold, and the leaf behind the transaction. */
export function record(
  step: StepContext,
  { status, gasUsed }: Extract<PhaseData, { phase: "record" }>,
): void {
  const { machine, transaction } = step;
  const { leaf, logs, bloom } = machine;
  const cumulative = leaf.gasUsed + gasUsed;
  const head = [status === frameStatus.returned ? 1n : 0n, cumulative, bloom.bytes].map(encodeRlp);
  const list = wrapList(...head, wrapList(step.readPages("logs", logs, 0, logs.size)));
  const receipt = transaction.type === 0 ? list : joinBytes([Uint8Array.of(transaction.type), list]);
  const raw = transaction.raw.read(0, transaction.raw.size);
  machine.leaf = {
    ...leaf,
    stateRoot: machine.state.root(),
    ...messagesIn(step),
    gasUsed: cumulative,
    precompileCount: leaf.precompileCount + machine.precompiles,
    transactions: leaf.transactions + 1,
    receipts: step.store.addReceipt({ before: leaf.receipts, raw, receipt }),
  };
  endStep(step);
}

/** The messenger's slots 0 and 1 (BRIDGE-2). */
function messagesIn(step: StepContext): { messageRoot: Hex; messageCount: bigint } {
  const messageRoot = toHex32(step.slot(predeploys.messenger, 0n));
  return { messageRoot, messageCount: step.slot(predeploys.messenger, 1n) };
}
