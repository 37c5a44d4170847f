/** Bytes of a batch's data. */
export interface DataRange {
  readonly offset: number;
  readonly size: number;
}
