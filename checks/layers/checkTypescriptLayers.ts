import { builtinModules } from "node:module";
import { posix } from "node:path";
import ts from "typescript";
import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { lineAt } from "../text/lineAt.js";
import { layerOf } from "./layerOf.js";
import { layerOfEntry, typescriptLayers } from "./typescriptLayers.js";

const scope = "@muniment/";

/** Every import in TypeScript goes down the table of layers, and a package imports only what it declares. */
export function checkTypescriptLayers(files: readonly SourceFile[]): Finding[] {
  const declared = declaredDependencies(files);
  return files
    .filter(({ path }) => /\.(ts|mts|tsx)$/.test(path) && !path.endsWith(".d.ts"))
    .flatMap((file) => {
      const from = layerOf(file.path, typescriptLayers);
      if (from === undefined) {
        return [
          { file: file.path, line: 0, message: "lies in no folder of checks/layers/typescriptLayers.ts" },
        ];
      }
      return ts.preProcessFile(file.text, true, true).importedFiles.flatMap(({ fileName, pos }) => {
        const message = problemOf(from, file.path, fileName, declared);
        return message === undefined ? [] : [{ file: file.path, line: lineAt(file.text, pos), message }];
      });
    });
}

function problemOf(
  from: string,
  path: string,
  imported: string,
  declared: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (imported.startsWith(".")) {
    const target = posix.join(posix.dirname(path), imported);
    const to = layerOf(target.replace(/\.js$/, ".ts"), typescriptLayers);
    if (to === undefined)
      return target.endsWith(".json") ? undefined : `imports ${target}, which is no layer`;
    if (packageOf(to) !== packageOf(from) && to.startsWith("packages/") && from.startsWith("packages/")) {
      return `reaches into ${to} by a relative path; import ${scope}${to.slice("packages/".length)}`;
    }
    return edgeProblem(from, to);
  }
  if (imported.startsWith(scope)) {
    const part = `packages/${imported.slice(scope.length).split("/")[0]}`;
    const problem = edgeProblem(from, layerOfEntry[imported] ?? part);
    if (problem !== undefined) return problem;
  }
  return from.startsWith("packages/") ? dependencyProblem(from, imported, declared) : undefined;
}

function edgeProblem(from: string, to: string): string | undefined {
  const allowed = typescriptLayers[from] ?? [];
  const isAllowed =
    to === from ||
    allowed.includes("*") ||
    allowed.includes(to) ||
    (to.startsWith("packages/") && allowed.includes("packages/*"));
  return isAllowed ? undefined : `${from} imports ${to}; it may import ${allowed.join(", ") || "nothing"}`;
}

function dependencyProblem(
  from: string,
  imported: string,
  declared: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (imported.startsWith("node:") || builtinModules.includes(imported)) {
    return from === "packages/protocol" ? `protocol is pure: it must not import ${imported}` : undefined;
  }
  const name = imported
    .split("/")
    .slice(0, imported.startsWith("@") ? 2 : 1)
    .join("/");
  const manifest = packageOf(from);
  const isDeclared =
    declared.get(manifest)?.has(name) === true ||
    (from !== manifest && declared.get(".")?.has(name) === true);
  return isDeclared ? undefined : `imports ${name}, which ${manifest}/package.json does not declare`;
}

/** The package a layer lies in; a layer that is a part of a package is one for development. */
function packageOf(layer: string): string {
  return layer.startsWith("packages/") ? layer.split("/").slice(0, 2).join("/") : layer;
}

function declaredDependencies(files: readonly SourceFile[]): Map<string, Set<string>> {
  const manifests = files.filter(({ path }) => /^(packages\/[^/]+\/)?package\.json$/.test(path));
  return new Map(
    manifests.map(({ path, text }) => {
      const manifest: unknown = JSON.parse(text);
      const wanted = path === "package.json" ? "devDependencies" : "dependencies";
      return [posix.dirname(path), new Set(namesIn(manifest, wanted, "name"))];
    }),
  );
}

function namesIn(manifest: unknown, ...keys: string[]): string[] {
  if (typeof manifest !== "object" || manifest === null) return [];
  const entries: [string, unknown][] = Object.entries(manifest);
  return entries
    .filter(([key]) => keys.includes(key))
    .flatMap(([, value]) =>
      typeof value === "object" && value !== null ? Object.keys(value) : [String(value)],
    );
}
