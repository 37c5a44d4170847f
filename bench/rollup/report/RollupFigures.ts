import type { L1Gas } from "../l1/L1Gas.js";

/** What a run of the rollup's benchmark measured. */
export interface RollupFigures {
  /** Transactions a second. */
  readonly executed: number;
  readonly proven: number;
  /** A batch that fills one blob, and one that fills as many as a commit carries. */
  readonly small: { readonly transactions: number; readonly bytes: number };
  readonly large: { readonly transactions: number; readonly bytes: number; readonly blobs: number };
  readonly gas: L1Gas;
}
