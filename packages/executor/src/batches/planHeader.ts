import {
  batchDataHash,
  batchDigest,
  itemHash,
  keccak256,
  queueHash,
  zeroHash,
  lastBlockOf,
} from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import type { BatchDataPlace, BatchPlan } from "./BatchPlan.js";

/** What nobody has computed yet. */
const noOutputs = {
  lastBlock: zeroHash,
  stateRoot: zeroHash,
  messageRoot: zeroHash,
  messageCount: 0n,
  steps: 0,
  traceRoot: zeroHash,
} as const;

/**
 * The header of a batch that is to be executed: its input, the outputs zero (spec/rollup.md, ROLLUP-4). executeBatch
 * gives those, buildHeader puts them in.
 * @example const header = buildHeader(draft, executeBatch(state, lastBlock, { header: draft, … }).outputs);
 */
export function planHeader({ parent, epoch, rules, blocks, time, items, data }: BatchPlan): BatchHeader {
  return {
    l1ChainId: parent.l1ChainId,
    rollup: parent.rollup,
    lane: parent.lane,
    epoch,
    index: parent.index + 1n,
    parent: batchDigest(parent),
    firstBlock: lastBlockOf(parent) + 1n,
    blocks,
    time,
    ...dataFields(data),
    queueCursor: parent.queueCursor + BigInt(items.length),
    queueHash: items.map(itemHash).reduce(queueHash, parent.queueHash),
    queueGas: items.reduce((sum, { gasLimit }) => sum + gasLimit, parent.queueGas),
    rules,
    ...noOutputs,
  };
}

function dataFields(place: BatchDataPlace) {
  if (place.kind === "calldata") {
    const { data } = place;
    return { dataKind: 1, blobs: 0, dataSize: data.length, dataHash: keccak256(data) };
  }
  const { dataSize, versionedHashes } = place;
  return { dataKind: 0, blobs: versionedHashes.length, dataSize, dataHash: batchDataHash(versionedHashes) };
}
