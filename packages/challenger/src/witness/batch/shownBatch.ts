import { type BatchSource, blobSource } from "@muniment/derivation";
import type { DataSource } from "@muniment/protocol";
import type { WatchedBatch } from "../../lane/WatchedBatch.js";
import type { ShownBatch } from "./collectBatch.js";

/** Commitments of blobs, and proofs once made, as long as the batch is kept. */
const opened = new WeakMap<BatchSource, DataSource>();

/** What is shown of a batch to who runs its steps. @throws BLOB_INVALID */
export function shownBatch({ input, source }: WatchedBatch): ShownBatch {
  const { header, items } = input;
  const known = opened.get(source);
  if (known !== undefined) return { header, items, source: known };
  const data = source.kind === "blobs" ? blobSource(source.blobs) : source;
  opened.set(source, data);
  return { header, items, source: data };
}
