import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { InputMap } from "@noir-lang/noir_js";
import { Noir } from "@noir-lang/noir_js";
import { compile, createFileManager } from "@noir-lang/noir_wasm";

const library = fileURLToPath(new URL("../../../circuits/settlement", import.meta.url));
const manifest = `[package]
name = "probe"
type = "bin"
authors = ["Muniment"]

[dependencies]
settlement = { path = "../settlement" }
`;

/** A change of a source of the library, which has to be there to be changed. */
export interface SourceEdit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Executes a program with the library of the circuits, after its sources were edited: so a test takes the prover's part,
 * which computes what the circuit does not, in its own way.
 */
export async function executeLibrary(
  main: string,
  inputs: InputMap,
  edits: readonly SourceEdit[] = [],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "muniment-circuits-"));
  try {
    cpSync(library, join(folder, "settlement"), { recursive: true });
    for (const { file, from, to } of edits) {
      const path = join(folder, "settlement", "src", file);
      const text = readFileSync(path, "utf8");
      if (text.split(from).length !== 2) throw new TypeError(`${file} has not once: ${from}`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    const project = join(folder, "probe");
    mkdirSync(join(project, "src"), { recursive: true });
    writeFileSync(join(project, "Nargo.toml"), manifest);
    writeFileSync(join(project, "src", "main.nr"), main);
    const result = await compile(createFileManager(project), project, undefined, () => {});
    if (!("program" in result)) throw new TypeError("the program is no program");
    await new Noir(result.program).execute(inputs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
