import type { RawBatch } from "@muniment/executor";

/** The transactions of a batch, each by itself; views, not copies. */
export function rawsOf({ bytes, offsets }: RawBatch): Uint8Array[] {
  return Array.from({ length: offsets.length - 1 }, (_, index) =>
    bytes.subarray(offsets[index], offsets[index + 1]),
  );
}
