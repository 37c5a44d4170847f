import {
  deriveBlocks,
  ProtocolError,
  traceBoundary,
  traceLeafHash,
  traceRoot,
  traceTree,
} from "@muniment/protocol";
import type { BatchInput, BlockHeader, Hex } from "@muniment/protocol";
import type { State } from "../transition/State.js";
import type { BatchExecution } from "./BatchExecution.js";
import type { ExecutedBlock } from "./ExecutedBlock.js";
import { executeDerived } from "./executeDerived.js";
import type { MessageState } from "./MessageState.js";
import { traceBlock } from "./traceBlock.js";

/**
 * Executes the batch behind the one that the state stands at: what its header must say follows (spec/rollup.md, ROLLUP-4).
 * What the header says of outputs is not looked at. Where this throws, the state stands behind the last block that was
 * executed whole, and is worth nothing to who needs the batch's.
 * @param lastBlock Header of the parent batch's last block.
 * @throws BATCH_INPUT_INCONSISTENT when input or last block are not those of one batch, or the state is not the
 * parent's; what executeDerived throws
 * @example const { outputs } = executeBatch(state, lastBlock, input);
 */
export function executeBatch(state: State, lastBlock: BlockHeader, input: BatchInput): BatchExecution {
  const { header, parent, items, chainId } = input;
  const derivedBlocks = deriveBlocks(input);
  if (state.root !== parent.stateRoot) {
    const [actual, expected] = [parent.stateRoot, state.root];
    throw new ProtocolError("BATCH_INPUT_INCONSISTENT", { field: "parent's stateRoot", actual, expected });
  }
  let leaf = traceBoundary(parent, lastBlock, 0);
  let messages: MessageState = { root: parent.messageRoot, count: parent.messageCount };
  let before = lastBlock;
  const leaves: Hex[] = [traceLeafHash(leaf)];
  const blocks: ExecutedBlock[] = [];
  for (const [index, derived] of derivedBlocks.entries()) {
    const executed = executeDerived(state, { header: before, messages }, derived, chainId);
    for (leaf of traceBlock(leaf, { derived, executed, items: index === 0 ? items : [] })) {
      leaves.push(traceLeafHash(leaf));
    }
    messages = executed.messages.at(-1) ?? messages;
    before = executed.header;
    blocks.push(executed);
  }
  const outputs = {
    lastBlock: leaf.lastBlock,
    stateRoot: leaf.stateRoot,
    messageRoot: leaf.messageRoot,
    messageCount: leaf.messageCount,
    steps: leaves.length,
    traceRoot: traceRoot(traceTree(leaves)),
  };
  // What the next batch begins from and what this one ended in are the same leaf.
  traceBoundary({ ...header, ...outputs }, before);
  return { blocks, lastBlock: before, outputs, leaves, lastLeaf: leaf };
}
