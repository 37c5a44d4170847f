import { blobLayout } from "./blobLayout.js";

/**
 * The blobs that carry data: as many as it takes, at least one (spec/batches.md, BATCH-1).
 * @example packBlobs(encodeBatchData(blocks)).map((blob) => kzg.blobToKzgCommitment(blob));
 */
export function packBlobs(data: Uint8Array): Uint8Array[] {
  const { size, element, elementData, capacity } = blobLayout;
  const blobs: Uint8Array[] = [];
  for (let start = 0; start < data.length || blobs.length === 0; start += capacity) {
    const blob = new Uint8Array(size);
    const part = data.subarray(start, start + capacity);
    for (let from = 0, to = 1; from < part.length; from += elementData, to += element) {
      blob.set(part.subarray(from, from + elementData), to);
    }
    blobs.push(blob);
  }
  return blobs;
}
