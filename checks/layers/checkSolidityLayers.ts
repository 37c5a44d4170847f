import { posix } from "node:path";
import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { maskComments } from "../text/maskComments.js";
import { matches } from "../text/matches.js";
import { layerOf } from "./layerOf.js";
import { solidityLayers } from "./solidityLayers.js";

const importPath = /^[ \t]*import\b[^"';]*["']([^"']+)["']/gm;

/** Every import under contracts/ goes down the table of layers; nothing imports mocks or tests. */
export function checkSolidityLayers(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => /^contracts\/.*\.sol$/.test(path) && !path.startsWith("contracts/mocks/"))
    .flatMap((file) => {
      const from = layerOf(file.path.slice("contracts/".length), solidityLayers);
      if (from === undefined) {
        return [{ file: file.path, line: 0, message: "lies in no folder of architecture.md's table" }];
      }
      return matches(maskComments(file.text), importPath).flatMap(({ value, line }) => {
        const problem = problemOf(from, file.path, value);
        return problem === undefined ? [] : [{ file: file.path, line, message: problem }];
      });
    });
}

function problemOf(from: string, path: string, imported: string): string | undefined {
  if (imported.startsWith("@openzeppelin/")) return undefined;
  if (!imported.startsWith(".")) return `imports ${imported}; only OpenZeppelin may be imported from npm`;
  const target = posix.join(posix.dirname(path), imported);
  const to = target.startsWith("contracts/")
    ? layerOf(target.slice("contracts/".length), solidityLayers)
    : undefined;
  if (to === undefined) return `imports ${target}, which no layer may import`;
  const allowed = solidityLayers[from] ?? [];
  if (to === from || allowed.includes(to)) return undefined;
  return `${from} imports ${to} (${target}); it may import ${allowed.join(", ") || "nothing"}`;
}
