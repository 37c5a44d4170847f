/** Pages of which some are shown whole and the others by their hash (spec/dispute.md, DISPUTE-20, DISPUTE-22). */
export interface PageOpening {
  /** All pages: 1,024 bytes each; of code 128 more, of its jump bitmap. */
  readonly pages: readonly Uint8Array[];
  /** Indices of those that are shown. */
  readonly shown: ReadonlySet<number>;
}
