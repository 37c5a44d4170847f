/** How far the chain has come on L1; on a node that was told nothing of L1, as far as genesis. */
export interface Levels {
  /** Last block that is COMMITTED, and last that is FINAL. */
  readonly safe: bigint;
  readonly finalized: bigint;
}
