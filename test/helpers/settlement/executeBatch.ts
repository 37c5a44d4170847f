import type { CircuitInputs } from "@muniment/prover";
import { executeCircuit } from "./executeCircuit.js";

/** Executes the circuit of so many operations. */
export function executeBatch(inputs: CircuitInputs, size = 2): Promise<Uint8Array> {
  return executeCircuit(`batch${String(size)}`, inputs);
}
