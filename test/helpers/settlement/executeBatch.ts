import { readFileSync } from "node:fs";
import type { CompiledCircuit as NoirCircuit, InputMap } from "@noir-lang/noir_js";
import { Noir } from "@noir-lang/noir_js";
import type { CircuitInputs } from "@muniment/prover";

const file = new URL("../../../circuits/compiled/batch2.json", import.meta.url);
let circuit: Noir | undefined;

/** Executes the circuit of two operations and returns the witness; it fails with the message of what does not hold. */
export async function executeBatch(inputs: CircuitInputs): Promise<Uint8Array> {
  circuit ??= new Noir(JSON.parse(readFileSync(file, "utf8")) as NoirCircuit);
  const { witness } = await circuit.execute(inputs as InputMap);
  return witness;
}
