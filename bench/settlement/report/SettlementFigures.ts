import type { BatchSize } from "@muniment/prover";

/** What the native prover took of the machine. */
export interface ProverUse {
  /** Seconds of all its threads. */
  readonly processor: number;
  /** Bytes that were resident at most. */
  readonly memory: number;
}

/** Gas of a proof's verification. */
export interface VerificationGas {
  /** Of a transaction that calls the circuit's verifier and nothing else. */
  readonly transaction: number;
  /** The same without what L1 takes for the transaction and its bytes. */
  readonly execution: number;
  /** Words that the proof is about. */
  readonly publicInputs: number;
}

/** What a batch on L1 shows. */
export interface PostedFigures {
  readonly proofBytes: number;
  readonly dataBytes: number;
  /** Of the transaction that posted it. */
  readonly gas: number;
  readonly verification: VerificationGas;
}

/** Seconds that a batch took. */
export interface BatchTimes {
  readonly witness: number;
  /** By the wall. */
  readonly proof: number;
  /** From the first second signature that was sent until L1 had all of them FINAL. */
  readonly toFinal: number;
  /** From the last one that was taken in: what the service takes for a batch, one after the other. */
  readonly turn: number;
}

/** A batch that is full of DvPs. */
export interface SizeFigures {
  readonly size: BatchSize;
  /** Rows of the circuit. */
  readonly gates: number;
  readonly times: BatchTimes;
  /** Undefined where the machine does not tell. */
  readonly use: ProverUse | undefined;
  readonly posted: PostedFigures;
}

/** What a run of the benchmark measured. */
export interface SettlementFigures {
  readonly sizes: readonly SizeFigures[];
  /** Gas of DvpSettlement.settle, the second DvP of two parties. */
  readonly plainGas: number;
}
