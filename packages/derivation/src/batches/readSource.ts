import { batchDataHash, ProtocolError } from "@muniment/protocol";
import type { BlobArchive } from "../blobs/BlobArchive.js";
import { checkedBlob } from "../blobs/checkedBlob.js";
import type { L1Client } from "../l1/L1Client.js";
import type { CommittedBatch } from "../l1/LaneRecord.js";
import type { BatchSource } from "./BatchSource.js";
import { findCommitData } from "./findCommitData.js";

/** Where the data of batches come from. */
export interface SourceTools {
  readonly l1: L1Client;
  readonly archive: BlobArchive;
}

/**
 * What L1 carries of a committed batch: the calldata of its transaction, or its blobs from an archive, each checked.
 * @throws BATCH_DATA_MISSING, BLOB_MISSING, BLOB_WRONG, BLOB_INVALID, L1_UNAVAILABLE, L1_ANSWER_INVALID
 */
export async function readSource(batch: CommittedBatch, tools: SourceTools): Promise<BatchSource> {
  const { header, at } = batch;
  // Whoever commits no data need not show where they are.
  if (header.dataKind === 1 && header.dataSize === 0) return { kind: "calldata", data: new Uint8Array() };
  const transaction = await tools.l1.transaction(at.transaction);
  if (transaction === undefined) throw missing(batch, "its transaction is not there");
  if (header.dataKind === 1) {
    const data = await findCommitData(tools.l1, transaction, batch);
    if (data === undefined) throw missing(batch, "no call of its transaction carries them");
    return { kind: "calldata", data };
  }
  const hashes = transaction.blobVersionedHashes ?? [];
  if (batchDataHash(hashes) !== header.dataHash) {
    throw missing(batch, "the blobs of its transaction are not those that it names");
  }
  const blobs: Uint8Array[] = [];
  for (const versionedHash of hashes) {
    blobs.push(await checkedBlob(tools.archive, { versionedHash, time: at.time }));
  }
  return { kind: "blobs", blobs };
}

function missing({ header: { lane, index }, at }: CommittedBatch, problem: string): ProtocolError {
  return new ProtocolError("BATCH_DATA_MISSING", { lane, index, transaction: at.transaction, problem });
}
