import { readFileSync } from "node:fs";
import type { CompiledCircuit as NoirCircuit, InputMap } from "@noir-lang/noir_js";
import { Noir } from "@noir-lang/noir_js";
import type { CircuitInputs } from "@muniment/prover";

const circuits = new Map<string, Noir>();

/**
 * Executes a committed circuit and returns the witness, compressed as bb takes it.
 * @throws what noir_js says of the first constraint that does not hold
 */
export async function executeCircuit(name: string, inputs: CircuitInputs): Promise<Uint8Array> {
  const { witness } = await circuitOf(name).execute(inputs as InputMap);
  return witness;
}

function circuitOf(name: string): Noir {
  const known = circuits.get(name);
  if (known !== undefined) return known;
  const file = new URL(`../../../circuits/compiled/${name}.json`, import.meta.url);
  const circuit = new Noir(JSON.parse(readFileSync(file, "utf8")) as NoirCircuit);
  circuits.set(name, circuit);
  return circuit;
}
