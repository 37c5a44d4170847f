import type { CircuitInputs } from "@muniment/prover";
import { executeCircuit } from "./executeCircuit.js";

/** What a circuit says of inputs that it refuses; a test in which it accepts them fails. */
export async function refusalOf(inputs: CircuitInputs, circuit = "batch2"): Promise<string> {
  try {
    await executeCircuit(circuit, inputs);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "the circuit accepts this";
}
