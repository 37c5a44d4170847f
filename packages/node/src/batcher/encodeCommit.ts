import { laneInterface } from "@muniment/derivation";
import { batchDigest, encodeBatchHeader, fromHex, keccak256 } from "@muniment/protocol";
import type { BatchHeader, Hex, QueueItem } from "@muniment/protocol";
import { noItem } from "@muniment/sdk";

/** What a commit shows of the queue (QUEUE-11, QUEUE-12). */
export interface QueueWitness {
  /** The item at the parent's cursor. */
  readonly first?: QueueItem;
  /** The item at the batch's cursor: the first that it leaves behind. */
  readonly next?: QueueItem;
}

/**
 * The call that commits a batch.
 * @param data Calldata; none when the data are in blobs.
 */
export function encodeCommit(
  header: BatchHeader,
  parent: BatchHeader,
  { first, next }: QueueWitness,
  data: Uint8Array = new Uint8Array(),
): Hex {
  const witness = { expectedDigest: batchDigest(header), first: structOf(first), next: structOf(next) };
  return laneInterface.encodeFunctionData("commitBatch", [
    encodeBatchHeader(header),
    encodeBatchHeader(parent),
    witness,
    data,
  ]) as Hex;
}

function structOf(item: QueueItem | undefined) {
  return item === undefined ? noItem : { ...item, dataHash: keccak256(fromHex(item.data)) };
}
