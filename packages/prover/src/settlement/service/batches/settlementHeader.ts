import type { BatchHeader, Hex } from "@muniment/protocol";
import { batchDigest, keccak256 } from "@muniment/protocol";

/** What a batch of the lane has of its own. */
export interface HeaderParts {
  readonly parent: BatchHeader;
  /** The lane's. */
  readonly epoch: bigint;
  /** Unix seconds. */
  readonly time: bigint;
  readonly data: Uint8Array;
  /** After the batch; that of the parent when there are no data. */
  readonly stateRoot: Hex;
  /** The queue at the batch's cursor. */
  readonly queue: Pick<BatchHeader, "queueCursor" | "queueHash" | "queueGas">;
}

/** The header of a settlement batch: all but its place, its queue and its state is its parent's (SETTLE-65). */
export function settlementHeader({ parent, epoch, time, data, stateRoot, queue }: HeaderParts): BatchHeader {
  return {
    ...parent,
    epoch,
    index: parent.index + 1n,
    parent: batchDigest(parent),
    firstBlock: parent.firstBlock + BigInt(parent.blocks),
    blocks: 1,
    time,
    dataKind: 1,
    blobs: 0,
    dataSize: data.length,
    dataHash: keccak256(data),
    ...queue,
    stateRoot,
    steps: 3,
  };
}
