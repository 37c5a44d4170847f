import { depositOf, encodeTransaction, itemHash, ProtocolError, queueHash } from "@muniment/protocol";
import { batchOf } from "../batchOf.js";
import { Pages } from "../Pages.js";
import type { StepContext } from "../StepContext.js";

/** Phase ITEM: the next item of the queue becomes a deposit's raw bytes (QUEUE-1). */
export function item(step: StepContext): void {
  const { machine } = step;
  const { leaf } = machine;
  const { header, parent, items, queue } = batchOf(step);
  const index = Number(leaf.queueCursor - parent.queueCursor);
  const next = items[index];
  if (next === undefined) {
    throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "an item of the queue", hash: leaf.queueHash });
  }
  step.note({ kind: "item", index });
  const origin = { l1ChainId: header.l1ChainId, queue, lane: header.lane };
  const raw = Pages.of(encodeTransaction(depositOf(next, origin, leaf.queueCursor)));
  machine.leaf = {
    ...leaf,
    queueCursor: leaf.queueCursor + 1n,
    queueHash: queueHash(leaf.queueHash, itemHash(next)),
  };
  step.goTo({ phase: "start", raw, isDeposit: true });
}
