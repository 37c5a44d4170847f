import type { BatchSize } from "../batches/BatchSize.js";

/** Where a circuit's files are. */
export interface CircuitFiles {
  readonly size: BatchSize;
  /** Path of a file of circuits/compiled. */
  readonly circuit: string;
  /** The verification key, for the SRS below. */
  readonly key: Uint8Array;
}

/** What the thread is started with; all of it can be cloned. */
export interface ProverFiles {
  readonly circuits: readonly CircuitFiles[];
  /** Folder of the SRS. */
  readonly srs: string;
  /** For circuits of 2^levels rows. */
  readonly levels: number;
  /** Milliseconds that a proof may take. */
  readonly timeout?: number;
  /**
   * Folder of this prover alone for witnesses while they are proven: they hold all that the lane hides. What a prover that
   * was lost has left there goes when it starts.
   */
  readonly work: string;
}
