import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  BatchProver,
  circuitLevels,
  readSrs,
  verifierSource,
  verifierTarget,
  writeInsecureSrs,
} from "@muniment/prover";
import type { CircuitName } from "./circuitNames.js";
import { circuitNames } from "./circuitNames.js";
import type { CompiledCircuit } from "./CompiledCircuit.js";
import type { VerificationKey } from "./VerificationKey.js";

/**
 * `npm run verifiers [-- --crs FOLDER] [name …]`: writes verification keys and contracts of the circuits. With the folder
 * of the canonical SRS these are what a production deployment takes; without one, all is for the development SRS, and
 * says that it is INSECURE.
 */
const { values, positionals } = parseArgs({ options: { crs: { type: "string" } }, allowPositionals: true });
const folder = import.meta.dirname;
const root = join(folder, "..");

for (const name of circuitNames.filter((one) => positionals.length === 0 || positionals.includes(one))) {
  const started = performance.now();
  await writeVerifier(name);
  console.log(`${name}: verifier written in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function writeVerifier(name: CircuitName): Promise<void> {
  const file = join(folder, "compiled", `${name}.json`);
  const { sourceHash } = JSON.parse(readFileSync(file, "utf8")) as CompiledCircuit;
  const levels = circuitLevels[name];
  const srs = readSrs(values.crs ?? insecureSrs(levels), levels);
  const prover = new BatchProver(file, srs);
  const key = await prover.key();
  const { name: contract, source } = verifierSource(await prover.verifier(key), name, srs);

  const kind = srs.isInsecure ? "insecure" : "canonical";
  const verificationKey: VerificationKey = {
    sourceHash,
    target: verifierTarget,
    isInsecure: srs.isInsecure,
    key: Buffer.from(key).toString("base64"),
  };
  const keys = join(folder, "keys", kind);
  mkdirSync(keys, { recursive: true });
  writeFileSync(join(keys, `${name}.json`), `${JSON.stringify(verificationKey, null, 2)}\n`);
  writeFileSync(join(root, "contracts/L1/proofs/settlement", `${contract}.sol`), source);
}

function insecureSrs(levels: number): string {
  let shown = 0;
  return writeInsecureSrs(join(root, "cache", "srs"), levels, (part) => {
    if (part < shown + 0.1) return;
    shown = part;
    console.log(`INSECURE development SRS for 2^${String(levels)} rows: ${(100 * part).toFixed(0)} %`);
  });
}
