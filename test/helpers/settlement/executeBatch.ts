import { readFileSync } from "node:fs";
import type { CompiledCircuit as NoirCircuit, InputMap } from "@noir-lang/noir_js";
import { Noir } from "@noir-lang/noir_js";
import type { CircuitInputs } from "@muniment/prover";

const circuits = new Map<number, Noir>();

/**
 * Executes the circuit of so many operations and returns the witness, compressed as bb takes it.
 * @throws what noir_js says of the first constraint that does not hold
 */
export async function executeBatch(inputs: CircuitInputs, size = 2): Promise<Uint8Array> {
  const { witness } = await circuitOf(size).execute(inputs as InputMap);
  return witness;
}

function circuitOf(size: number): Noir {
  const known = circuits.get(size);
  if (known !== undefined) return known;
  const file = new URL(`../../../circuits/compiled/batch${String(size)}.json`, import.meta.url);
  const circuit = new Noir(JSON.parse(readFileSync(file, "utf8")) as NoirCircuit);
  circuits.set(size, circuit);
  return circuit;
}
