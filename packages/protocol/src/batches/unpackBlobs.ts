import { ProtocolError } from "../errors.js";
import { blobLayout } from "./blobLayout.js";

/**
 * The data that blobs carry, up to the first element that is none (spec/batches.md, BATCH-1, BATCH-2). Whatever stands
 * in the blobs gives data.
 * @param blobs All of the batch's, in order.
 * @param size Bytes of data, as the header says.
 * @throws BLOB_SIZE_WRONG when the blobs are not of 131,072 bytes each, or cannot hold so much.
 */
export function unpackBlobs(blobs: readonly Uint8Array[], size: number): Uint8Array {
  const { element, elementData, capacity } = blobLayout;
  const expected = Math.max(1, Math.ceil(size / capacity)) * blobLayout.size;
  const actual = blobs.reduce((sum, blob) => sum + blob.length, 0);
  if (actual < expected || blobs.some((blob) => blob.length !== blobLayout.size)) {
    throw new ProtocolError("BLOB_SIZE_WRONG", { expected, actual });
  }
  const data = new Uint8Array(size);
  let at = 0;
  for (const blob of blobs) {
    for (let from = 0; from < blob.length && at < size; from += element) {
      if (blob[from] !== 0) return data.subarray(0, at);
      const part = Math.min(elementData, size - at);
      data.set(blob.subarray(from + 1, from + 1 + part), at);
      at += part;
    }
  }
  return data;
}
