import {
  blockHash,
  keccak256,
  predeploys,
  traceBoundary,
  traceLeafHash,
  traceRoot,
  traceTree,
  zeroHash,
} from "@muniment/protocol";
import type { BatchHeader, BlockHeader, Hex } from "@muniment/protocol";

import type { State } from "../transition/State.js";
import type { MessageState } from "./MessageState.js";

/** What a lane's genesis batch is made for. */
export type GenesisPlace = Pick<BatchHeader, "l1ChainId" | "rollup" | "lane" | "rules">;

/**
 * The header of a lane's genesis batch: block 0 alone, no data, nothing of the queue (spec/rollup.md, ROLLUP-2).
 * @param state Of block 0.
 * @param block Header of block 0.
 */
export function genesisBatch(place: GenesisPlace, state: State, block: BlockHeader): BatchHeader {
  const { root, count } = messagesIn(state);
  const header = {
    ...place,
    epoch: 0n,
    index: 0n,
    parent: zeroHash,
    firstBlock: 0n,
    blocks: 1,
    time: block.timestamp,
    dataKind: 1,
    blobs: 0,
    dataSize: 0,
    dataHash: keccak256(),
    queueCursor: 0n,
    queueHash: zeroHash,
    queueGas: 0n,
    lastBlock: blockHash(block),
    stateRoot: state.root,
    messageRoot: root,
    messageCount: count,
    steps: 1,
    traceRoot: zeroHash,
  };
  return { ...header, traceRoot: traceRoot(traceTree([traceLeafHash(traceBoundary(header, block))])) };
}

/** The tree of messages that genesis begins with (BRIDGE-2). */
function messagesIn({ runtime: { accounts } }: State): MessageState {
  let root: Hex = zeroHash;
  let count = 0n;
  for (const { account, key, value } of accounts.slots()) {
    if (key > 1n || accounts.read(account).address !== predeploys.messenger) continue;
    if (key === 0n) root = wordHex(value);
    else count = value;
  }
  return { root, count };
}

function wordHex(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}
