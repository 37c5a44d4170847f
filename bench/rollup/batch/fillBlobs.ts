import { blobLayout, encodeBatchData, packBlobs, ProtocolError } from "@muniment/protocol";
import type { BlockContent } from "@muniment/protocol";
import { benchChain } from "../../executor/chain/benchChain.js";
import type { FullBatch } from "./FullBatch.js";

/** Transactions of a block: what a node makes in some tens of milliseconds. */
const blockSize = 250;

export interface BlobFill {
  readonly raws: readonly Uint8Array[];
  readonly blobs: number;
  /** Unix seconds. */
  readonly parentTime: bigint;
}

/** Packs as many transactions as so many blobs take, as a batcher does. @throws BENCH_INVALID when there are too few */
export function fillBlobs({ raws, blobs, parentTime }: BlobFill): FullBatch {
  const capacity = blobs * blobLayout.capacity;
  const make = (count: number): { blocks: BlockContent[]; data: Uint8Array } => {
    const blocks: BlockContent[] = [];
    for (let from = 0; from < count; from += blockSize)
      blocks.push({
        time: parentTime + 1n,
        transactions: raws.slice(from, Math.min(count, from + blockSize)),
      });
    return { blocks, data: encodeBatchData({ parentTime, chainId: benchChain.chainId, blocks }) };
  };
  let [low, high] = [1, raws.length + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (make(middle).data.length <= capacity) low = middle;
    else high = middle;
  }
  if (low === raws.length)
    throw new ProtocolError("BENCH_INVALID", {
      problem: `${raws.length} transactions do not fill ${blobs} blobs`,
    });
  const { blocks, data } = make(low);
  const packed = packBlobs(data).length;
  if (packed !== blobs)
    throw new ProtocolError("BENCH_INVALID", { problem: `the data take ${packed} blobs, not ${blobs}` });
  return { blobs, blocks, transactions: low, data };
}
