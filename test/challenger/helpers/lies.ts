import type { TraceMachines, WatchedBatch } from "@muniment/challenger";
import type { DirectoryArchive } from "@muniment/derivation";
import { executeDerived, machineAt } from "@muniment/executor";
import {
  batchDigest,
  type BatchHeader,
  type BatchInput,
  type BlockHeader,
  deriveBlocks,
  type Hex,
  keccak256,
  ownTrace,
  traceBoundary,
  type TraceLeaf,
  traceLeafHash,
  traceRoot,
  traceTree,
  utf8,
} from "@muniment/protocol";
import { traceBlock } from "../../../packages/executor/src/batches/traceBlock.js";
import type { MadeBatch, RealContents, RealLane } from "../../derivation/helpers/RealLane.js";

/** A batch whose committer claims something else than what follows from its input. */
export interface Lie {
  readonly made: MadeBatch;
  /** The leaves as they are right. */
  readonly leaves: readonly TraceLeaf[];
  /** What the committer holds to be its trace, as a player has it. */
  readonly claimed: WatchedBatch;
}

/** What a liar makes of the right leaves. */
export interface Claim {
  readonly leaves?: (right: readonly TraceLeaf[]) => readonly TraceLeaf[];
  /** The same once more, of their hashes. */
  readonly hashes?: (claimed: readonly Hex[]) => readonly Hex[];
  readonly archive?: DirectoryArchive;
  /** What else the header says. */
  readonly header?: Partial<BatchHeader>;
}

/** Makes a batch and commits it with another trace; its blobs go to the claim's archive. */
export async function lie(real: RealLane, contents: RealContents, claim: Claim): Promise<Lie> {
  const parentBlock = real.replica.lastBlock;
  const made = await real.make(contents);
  const { input } = made;
  real.replica.undoTo(input.parent.index);
  const right = leavesOf(real, input, parentBlock);
  const { header = {} } = claim;
  const told = claim.leaves?.(right) ?? right;
  const all = told.map(traceLeafHash);
  const claimed = claim.hashes?.(all) ?? all;
  const last = told.at(-1) as TraceLeaf;
  const outputs = {
    ...{ stateRoot: last.stateRoot, messageRoot: last.messageRoot, messageCount: last.messageCount },
    ...{ lastBlock: last.lastBlock, steps: told.length, traceRoot: traceRoot(traceTree(claimed)) },
  };
  const whole = { ...input.header, ...outputs, ...header };
  const batch = { ...made, input: { ...input, header: whole } };
  await real.commit(batch, claim.archive);
  return {
    ...{ made: batch, leaves: right },
    claimed: {
      ...{ digest: batchDigest(whole), input: batch.input, own: whole, leaves: claimed, lastLeaf: last },
      ...{ trace: ownTrace(claimed, claimed.length), parentBlock, isRight: true },
      source:
        made.as === "blobs" ? { kind: "blobs", blobs: made.blobs } : { kind: "calldata", data: input.data },
    },
  };
}

/** The leaves that a batch's input gives. */
export function leavesOf(real: RealLane, input: BatchInput, parentBlock: BlockHeader): TraceLeaf[] {
  const state = real.replica.stateBehind(input.parent.index);
  const { messageRoot: root, messageCount: count } = input.parent;
  let parent = { header: parentBlock, messages: { root, count } };
  const leaves = [traceBoundary(input.parent, parentBlock, 0)];
  for (const [index, derived] of deriveBlocks(input).entries()) {
    const executed = executeDerived(state, parent, derived, input.chainId);
    const items = index === 0 ? input.items : [];
    leaves.push(...traceBlock(leaves.at(-1) as TraceLeaf, { derived, executed, items }));
    parent = { header: executed.header, messages: executed.messages.at(-1) ?? parent.messages };
  }
  return leaves;
}

/** Machines of a liar: right up to a step of the machine, and its own from there. */
export function lyingMachines(real: RealLane, until: number): TraceMachines {
  const machine = ({ input, parentBlock }: WatchedBatch, place: number, steps: number) => {
    const state = real.replica.stateBehind(input.parent.index);
    const found = machineAt({ state, lastBlock: parentBlock, input }, place);
    found.seek(steps);
    return found;
  };
  return {
    machine,
    statesAt: (batch, place, offsets) => {
      const own = machine(batch, place, 0);
      return offsets.map((steps) =>
        steps < until ? own.commitmentAt(steps) : keccak256(utf8(`state ${place} ${steps}`)),
      );
    },
    leaf: ({ lastLeaf }) => lastLeaf,
  };
}

/** Leaves that are wrong from a place on. */
export const wrongFrom =
  (from: number, change: (leaf: TraceLeaf) => Partial<TraceLeaf>) =>
  (right: readonly TraceLeaf[]): TraceLeaf[] =>
    right.map((leaf, place) => (place < from ? leaf : { ...leaf, ...change(leaf) }));
