import type { BatchSize } from "@muniment/prover";

/** What a run of the settlement lane's benchmark was asked for. */
export interface SettlementBenchOptions {
  /** Operations of the batches that are measured, ascending. */
  readonly sizes: readonly BatchSize[];
  readonly isRecorded: boolean;
}
