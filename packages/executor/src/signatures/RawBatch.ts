/** Raw transactions laid end to end: number `i` is the bytes `offsets[i]` … `offsets[i + 1]`. */
export interface RawBatch {
  readonly bytes: Uint8Array;
  /** One more than there are transactions, ascending. */
  readonly offsets: Uint32Array;
}
