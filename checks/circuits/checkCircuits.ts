import { circuitNames } from "../../circuits/circuitNames.js";
import type { CompiledCircuit } from "../../circuits/CompiledCircuit.js";
import { sourceHash } from "../../circuits/sourceHash.js";
import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";

/** Every circuit is there, compiled from the sources as they are. */
export function checkCircuits(files: readonly SourceFile[]): Finding[] {
  return circuitNames.flatMap((name): Finding[] => {
    const path = `circuits/compiled/${name}.json`;
    const file = files.find((one) => one.path === path);
    if (file === undefined) return [{ file: path, line: 1, message: "is missing; run npm run circuits" }];
    const { sourceHash: compiled } = JSON.parse(file.text) as CompiledCircuit;
    if (compiled === sourceHash(files, name)) return [];
    return [{ file: path, line: 1, message: "was compiled from other sources; run npm run circuits" }];
  });
}
