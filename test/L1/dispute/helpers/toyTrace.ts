import type { BatchHeader, BlockHeader, Hex, TraceLeaf, TraceTree } from "@muniment/protocol";
import {
  blockHash,
  encodeBatchHeader,
  traceBoundary,
  traceLeafHash,
  traceRoot,
  traceTree,
  zeroHash,
} from "@muniment/protocol";
import { hashOf, nextHeader } from "../../helpers/headers.js";
import type { ToyState } from "./toyMachine.js";
import { chainAfter, leafBytes, stateAfter, witnessOf } from "./toyMachine.js";

/** Hashes of a step of the trace. */
export const toyHashes = 20;

/** A batch of the toy machine's, as it is right. */
export interface ToyTrace {
  readonly header: BatchHeader;
  readonly parent: BatchHeader;
  /** The parent's last block. */
  readonly parentBlock: BlockHeader;
  readonly block: BlockHeader;
  readonly leaves: readonly TraceLeaf[];
  readonly hashes: readonly Hex[];
  readonly tree: TraceTree;
}

/** Header of a block that says as much as a trace's boundary reads. */
export function toyBlock(number: bigint): BlockHeader {
  return {
    parentHash: hashOf(`block before ${number}`),
    beneficiary: `0x${"11".repeat(20)}`,
    stateRoot: hashOf(`state ${number}`),
    transactionsRoot: hashOf(`transactions ${number}`),
    receiptsRoot: hashOf(`receipts ${number}`),
    logsBloom: `0x${"00".repeat(256)}`,
    number,
    gasLimit: 30_000_000n,
    gasUsed: 21_000n * (number + 1n),
    timestamp: 1_900_000_000n + number,
    extraData: "0x",
    prevRandao: zeroHash,
    baseFeePerGas: 1_000_000n + number,
    withdrawalsRoot: zeroHash,
    blobGasUsed: 0n,
    excessBlobGas: 0n,
    parentBeaconBlockRoot: zeroHash,
    requestsHash: zeroHash,
  };
}

/** The leaf behind one, as the toy machine has it. */
export function leafBehind(header: BatchHeader, leaf: TraceLeaf): TraceLeaf {
  return {
    ...leaf,
    stateRoot: chainAfter(traceLeafHash(leaf), toyHashes),
    queueCursor: header.queueCursor,
    queueHash: header.queueHash,
    dataOffset: header.dataSize,
    blockNumber: header.firstBlock + BigInt(header.blocks - 1),
    time: header.time,
    lastBlock: header.lastBlock,
  };
}

/** The right batch of so many leaves behind a parent. */
export function makeToyTrace(parent: BatchHeader, parentBlock: BlockHeader, steps: number): ToyTrace {
  const block = toyBlock(parentBlock.number + 1n);
  const { messageRoot } = parent;
  const input = nextHeader(parent, { steps, messageRoot, lastBlock: blockHash(block) });
  const leaves = [traceBoundary(parent, parentBlock, 0)];
  while (leaves.length < steps) leaves.push(leafBehind(input, leaves.at(-1) as TraceLeaf));
  const hashes = leaves.map(traceLeafHash);
  const tree = traceTree(hashes);
  const { stateRoot } = leaves.at(-1) as TraceLeaf;
  const header = { ...input, stateRoot, traceRoot: traceRoot(tree) };
  return { header, parent, parentBlock, block, leaves, hashes, tree };
}

/** The state of the machine so many steps behind the leaf before a place. */
export function toyStateAt(trace: ToyTrace, place: number, steps: number): ToyState {
  const before = trace.leaves[place - 1] as TraceLeaf;
  const behind = traceLeafHash(leafBehind(trace.header, before));
  return stateAfter(toyHashes, [traceLeafHash(before), behind], steps);
}

/** What the steps read that begin so many steps behind the leaf before a place. */
export function toyWitness(trace: ToyTrace, place: number, steps: number): Hex {
  const leaf = leafBytes(trace.leaves[place - 1] as TraceLeaf);
  return witnessOf(toyStateAt(trace, place, steps), encodeBatchHeader(trace.header), leaf);
}
