import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BatchProof, CircuitInputs, Srs } from "@muniment/prover";
import { BatchProver, circuitLevels, readSrs, writeInsecureSrs } from "@muniment/prover";
import { executeCircuit } from "./executeCircuit.js";

const place = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export interface ProvenCircuit extends BatchProof {
  readonly srs: Srs;
  readonly prover: BatchProver;
  readonly key: Uint8Array;
}

/** A proof with the INSECURE development SRS and the committed key. */
export async function provenCircuit(
  name: keyof typeof circuitLevels,
  inputs: CircuitInputs,
): Promise<ProvenCircuit> {
  const srs = readSrs(writeInsecureSrs(place("cache/srs"), circuitLevels[name]), circuitLevels[name]);
  const prover = new BatchProver(place(`circuits/compiled/${name}.json`), srs);
  const committed = readFileSync(place(`circuits/keys/insecure/${name}.json`), "utf8");
  const key = Buffer.from((JSON.parse(committed) as { key: string }).key, "base64");
  const witness = await executeCircuit(name, inputs);
  return { ...(await prover.prove(witness, key)), srs, prover, key };
}
