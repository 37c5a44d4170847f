import { readFile } from "node:fs/promises";
import type { CompiledCircuit, InputMap } from "@noir-lang/noir_js";
import { Noir } from "@noir-lang/noir_js";
import { BatchProver } from "./bb/BatchProver.js";
import type { BatchProof } from "./bb/BatchProver.js";
import type { CircuitInputs } from "./CircuitInputs.js";
import { readSrs } from "./srs/readSrs.js";

/** Rows of the circuit of exits, as a power of two. */
export const exitLevels = 14;

/**
 * Proves the exit of a note, on the holder's own machine: what it takes is secret (SETTLE-45).
 * @param inputs What planExit gives.
 * @param files Path of circuits/compiled/exit.json, and folder of the SRS that the verifier on L1 is of.
 * @throws SRS_INVALID, BARRETENBERG_FAILED, and what noir_js says of a note that cannot leave
 */
export async function proveExit(
  inputs: CircuitInputs,
  files: { readonly circuit: string; readonly srs: string },
): Promise<BatchProof> {
  const circuit = JSON.parse(await readFile(files.circuit, "utf8")) as CompiledCircuit;
  const { witness } = await new Noir(circuit).execute(inputs as InputMap);
  const prover = new BatchProver(files.circuit, readSrs(files.srs, exitLevels));
  return prover.prove(witness, await prover.key());
}
