import type { RawBatch } from "@muniment/executor";

/** Transactions `from` … `to` - 1 of a batch. */
export function sliceBatch({ bytes, offsets }: RawBatch, from: number, to: number): RawBatch {
  const start = offsets[from] ?? 0;
  const part = offsets.slice(from, to + 1).map((offset) => offset - start);
  return { bytes: bytes.subarray(start, offsets[to]), offsets: part };
}
