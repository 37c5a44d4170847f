import type { CircuitInputs } from "@muniment/prover";
import { executeBatch } from "./executeBatch.js";

/** What the circuit says of inputs that it refuses; a test in which it accepts them fails. */
export async function refusalOf(inputs: CircuitInputs): Promise<string> {
  try {
    await executeBatch(inputs);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "the circuit accepts this";
}
