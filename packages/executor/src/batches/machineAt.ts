import { deriveBlocks, encodeReceipt, ProtocolError, traceBoundary } from "@muniment/protocol";
import type { BatchInput, BlockHeader, DerivedBlock, TraceLeaf } from "@muniment/protocol";
import type { State } from "../transition/State.js";
import { Machine } from "../vm/machine/Machine.js";
import { stateSource } from "../vm/machine/stateSource.js";
import { executeDerived } from "./executeDerived.js";
import type { DerivedParent } from "./executeDerived.js";
import { traceBlock } from "./traceBlock.js";

/** A batch that is disputed, and the state that its parent left. */
export interface DisputedBatch {
  /** It is executed up to the step, and must stay as it is then for as long as the machine is used. */
  readonly state: State;
  /** Header of the parent batch's last block. */
  readonly lastBlock: BlockHeader;
  readonly input: BatchInput;
}

/** Where the trace stands. */
interface Standing {
  readonly parent: DerivedParent;
  readonly leaf: TraceLeaf;
}

/**
 * The machine that begins a step of a batch's trace: what comes before is executed as every node does, and only the step
 * itself is the machine's.
 * @param step From 1, whose leaf is the second one; one more than there are is BEGIN for ever (spec/dispute.md,
 * DISPUTE-40).
 * @throws MACHINE_STEP_UNKNOWN when the trace has no such step; what executeDerived throws
 * @example machineAt({ state, lastBlock, input }, 7).finish(); // the eighth leaf
 */
export function machineAt({ state, lastBlock, input }: DisputedBatch, step: number): Machine {
  const { parent: before, chainId, items } = input;
  const messages = { root: before.messageRoot, count: before.messageCount };
  let standing: Standing = {
    parent: { header: lastBlock, messages },
    leaf: traceBoundary(before, lastBlock, 0),
  };
  let left = step - 1;
  for (const [index, block] of deriveBlocks(input).entries()) {
    const steps = block.deposits.length + block.transactions.length + 2;
    const taken = left < steps ? cutBlock(block, left - 1) : block;
    if (left === 0) return Machine.begin({ leaf: standing.leaf, batch: input, source: stateSource(state) });
    const executed = executeDerived(state, standing.parent, taken, chainId);
    const leaves = [
      ...traceBlock(standing.leaf, { derived: taken, executed, items: index === 0 ? items : [] }),
    ];
    if (left < steps) {
      const recorded = executed.receipts.map((receipt, place) => ({
        raw: executed.transactions[place] as Uint8Array,
        receipt: encodeReceipt(receipt),
      }));
      const leaf = leaves[left - 1] as TraceLeaf;
      return Machine.begin({ leaf, batch: input, source: stateSource(state), recorded });
    }
    standing = {
      parent: { header: executed.header, messages: executed.messages.at(-1) ?? standing.parent.messages },
      leaf: leaves.at(-1) as TraceLeaf,
    };
    left -= steps;
  }
  // Behind the last leaf there is a step still, which never ends: who claims a leaf too many is shown it.
  if (left === 0) return Machine.begin({ leaf: standing.leaf, batch: input, source: stateSource(state) });
  throw new ProtocolError("MACHINE_STEP_UNKNOWN", { step, problem: "the trace of the batch is shorter" });
}

/** A block with so many of its items and transactions. */
function cutBlock(block: DerivedBlock, count: number): DerivedBlock {
  const { deposits, transactions } = block;
  const most = Math.max(0, count - deposits.length);
  return { ...block, deposits: deposits.slice(0, count), transactions: transactions.slice(0, most) };
}
