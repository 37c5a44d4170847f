/** A run of a transaction's data as the encoder sees it: a range of its bytes. */
export interface DataPiece {
  readonly start: number;
  readonly end: number;
  /** Whether the range is a word of 32 bytes, and not any bytes. */
  readonly isWord: boolean;
  /** Bytes from the first that is not zero on. */
  readonly size: number;
}
