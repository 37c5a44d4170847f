import { readFileSync } from "node:fs";
import { parseInputs } from "@muniment/protocol";
import type { AssetInputs } from "@muniment/protocol";

/** Names of the examples. */
export type ExampleName = "ev-charging-note" | "municipal-bond";

const folder = (example: ExampleName, file: string) =>
  new URL(`../../examples/${example}/${file}`, import.meta.url);

/** Bytes of a file of an example. */
export function exampleBytes(example: ExampleName, file: string): Uint8Array {
  return readFileSync(folder(example, file));
}

/** Text of a file of an example. */
export function exampleText(example: ExampleName, file: string): string {
  return readFileSync(folder(example, file), "utf8");
}

/** All inputs of an example; `changes` replace whole files. */
export function exampleInputs(
  example: ExampleName,
  changes: Readonly<Record<string, string>> = {},
): AssetInputs {
  return parseInputs((file) => changes[file] ?? exampleText(example, file));
}
