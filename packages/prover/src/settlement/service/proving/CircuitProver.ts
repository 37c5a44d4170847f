import type { Hex } from "@muniment/protocol";
import type { BatchSize } from "../batches/BatchSize.js";
import type { CircuitInputs } from "../../CircuitInputs.js";

/** What a batch takes: first a witness, then a proof of it. */
export type ProvingPhase = "witness" | "proof";

/** Proves batches, one after the other. */
export interface CircuitProver {
  /** Whether anybody could know the secret of its reference string. */
  readonly isInsecure: boolean;
  /** Sizes that it has circuits for, ascending. */
  readonly sizes: readonly BatchSize[];
  /** Name of the verification key that it proves with at a size, as L1 has it (SETTLE-73). */
  readonly keyHashOf: (size: BatchSize) => Hex;
  /**
   * Solves a circuit.
   * @throws SETTLEMENT_WITNESS_REFUSED when the inputs break a rule; PROVER_THREAD_FAILED
   */
  witness(size: BatchSize, inputs: CircuitInputs): Promise<Uint8Array>;
  /**
   * Proves what was solved.
   * @returns The proof as the circuit's verifier takes it.
   * @throws BARRETENBERG_FAILED, PROVER_THREAD_FAILED
   */
  prove(size: BatchSize, witness: Uint8Array, publicInputs: readonly Hex[]): Promise<Uint8Array>;
  close(): Promise<void>;
}
