import { mkdirSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { CaseRunner } from "@muniment/executor/reference";
import { toKept } from "../../helpers/caseJson.js";
import type { Failure } from "./fuzz.js";
import { layOut } from "./layOut.js";

const folder = fileURLToPath(new URL("../../../../spec/vectors/executor/fuzz/", import.meta.url));

/** Writes a failure with the reference's result as a vector that is kept for good. @returns the file's path. */
export async function keepFailure(failure: Failure, reference: CaseRunner): Promise<string> {
  const { seed, index, runner, difference, shrunk } = failure;
  const given = layOut(shrunk);
  const sentence = `Found with ${runner} (seed ${seed}, program ${index}): ${difference.what} differed.`;
  const kept = toKept(sentence, given, await reference.runCase(given));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}seed-${seed}-${index}-${runner}.json`;
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
  return relative(process.cwd(), file);
}
