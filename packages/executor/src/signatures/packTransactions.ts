import type { RawBatch } from "./RawBatch.js";

/** Lays raw transactions end to end. */
export function packTransactions(transactions: readonly Uint8Array[]): RawBatch {
  const offsets = new Uint32Array(transactions.length + 1);
  let size = 0;
  for (const [index, raw] of transactions.entries()) offsets[index + 1] = size += raw.length;
  const bytes = new Uint8Array(size);
  for (const [index, raw] of transactions.entries()) bytes.set(raw, offsets[index]);
  return { bytes, offsets };
}
