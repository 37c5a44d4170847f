import type { CircuitName } from "../../circuits/circuitNames.js";
import { circuitNames } from "../../circuits/circuitNames.js";
import type { CompiledCircuit } from "../../circuits/CompiledCircuit.js";
import { sourceHash } from "../../circuits/sourceHash.js";
import type { VerificationKey } from "../../circuits/VerificationKey.js";
import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";

/** Every circuit is there, compiled from the sources as they are, with a verification key of what was compiled. */
export function checkCircuits(files: readonly SourceFile[]): Finding[] {
  return circuitNames.flatMap((name): Finding[] => {
    const path = `circuits/compiled/${name}.json`;
    const file = files.find((one) => one.path === path);
    if (file === undefined) return [{ file: path, line: 1, message: "is missing; run npm run circuits" }];
    const { sourceHash: compiled } = JSON.parse(file.text) as CompiledCircuit;
    if (compiled !== sourceHash(files, name)) {
      return [{ file: path, line: 1, message: "was compiled from other sources; run npm run circuits" }];
    }
    return staleKeys(files, name, compiled);
  });
}

/** The key of the development SRS is there, and no key is of another circuit. */
function staleKeys(files: readonly SourceFile[], name: CircuitName, compiled: string): Finding[] {
  const development = `circuits/keys/insecure/${name}.json`;
  const keys = files.filter(
    ({ path }) => path.startsWith("circuits/keys/") && path.endsWith(`/${name}.json`),
  );
  const missing = keys.some(({ path }) => path === development) ? [] : [development];
  const stale = keys.filter(({ text }) => (JSON.parse(text) as VerificationKey).sourceHash !== compiled);
  return [...missing, ...stale.map(({ path }) => path)].map((file) => ({
    file,
    line: 1,
    message: "is no key of the circuit as it is; run npm run verifiers",
  }));
}
