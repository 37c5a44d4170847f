import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile, createFileManager } from "@noir-lang/noir_wasm";
import type { CircuitName } from "./circuitNames.js";
import { circuitNames } from "./circuitNames.js";
import type { CompiledCircuit } from "./CompiledCircuit.js";
import { readSources } from "./readSources.js";
import { sourceHash } from "./sourceHash.js";

const folder = import.meta.dirname;
const compiled = join(folder, "compiled");

/** `npm run circuits [-- name …]`: compiles what has changed into circuits/compiled. */
const chosen = process.argv.slice(2);
const sources = readSources();
mkdirSync(compiled, { recursive: true });
for (const name of circuitNames.filter((one) => chosen.length === 0 || chosen.includes(one))) {
  const hash = sourceHash(sources, name);
  if (isFresh(name, hash)) {
    console.log(`${name}: unchanged`);
    continue;
  }
  const started = performance.now();
  const circuit = await compileCircuit(name, hash);
  writeFileSync(join(compiled, `${name}.json`), `${JSON.stringify(circuit)}\n`);
  console.log(`${name}: compiled in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function isFresh(name: CircuitName, hash: string): boolean {
  try {
    const text = readFileSync(join(compiled, `${name}.json`), "utf8");
    return (JSON.parse(text) as CompiledCircuit).sourceHash === hash;
  } catch {
    return false;
  }
}

/** Names and positions in the sources are left out: they hold paths of the machine. */
async function compileCircuit(name: CircuitName, hash: string): Promise<CompiledCircuit> {
  const project = join(folder, name);
  const result = await compile(createFileManager(project), project, undefined, () => {});
  if (result.warnings.length > 0) {
    console.error(JSON.stringify(result.warnings, null, 2));
    process.exit(1);
  }
  if (!("program" in result)) process.exit(1);
  const { abi, bytecode, noir_version: compiler } = result.program;
  return { sourceHash: hash, compiler, abi, bytecode };
}
