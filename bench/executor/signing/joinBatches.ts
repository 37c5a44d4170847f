import type { RawBatch } from "@muniment/executor";

/** Batches, one after the other, as one. */
export function joinBatches(batches: readonly RawBatch[]): RawBatch {
  const size = batches.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const count = batches.reduce((sum, { offsets }) => sum + offsets.length - 1, 0);
  const bytes = new Uint8Array(size);
  const offsets = new Uint32Array(count + 1);
  let at = 0;
  let index = 0;
  for (const batch of batches) {
    bytes.set(batch.bytes, at);
    for (const offset of batch.offsets.subarray(1)) offsets[++index] = at + offset;
    at += batch.bytes.length;
  }
  return { bytes, offsets };
}
