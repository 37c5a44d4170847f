import ts from "typescript";
import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { maskComments } from "../text/maskComments.js";

/** The registry, and the parts it is put together from. */
const registry = /^packages\/protocol\/src\/errors(\/\w+Errors)?\.ts$/;
const code = /^[A-Z][A-Z0-9_]*$/;

/** Every code of the off-chain registry is declared once, raised somewhere in packages/ or tasks/, named by a test. */
export function checkProtocolErrors(files: readonly SourceFile[]): Finding[] {
  const raising = textOf(files, /^(packages|tasks|examples|scripts|bench)\//, registry);
  const testing = textOf(files, /^test\//, /^test\/checks\//);
  const seen = new Set<string>();
  const declared = files
    .filter(({ path }) => registry.test(path))
    .flatMap((file) => declaredCodes(file).map((entry) => ({ ...entry, file: file.path })));
  return declared.flatMap(({ name, line, file }): Finding[] => {
    if (seen.has(name)) return [{ file, line, message: `${name} is declared twice` }];
    seen.add(name);
    const quoted = new RegExp(`["'\`]${name}["'\`]`);
    const problems: string[] = [];
    if (!quoted.test(raising)) problems.push(`${name} is raised nowhere`);
    if (!quoted.test(testing)) problems.push(`${name} is named by no test`);
    return problems.map((message) => ({ file, line, message }));
  });
}

/** The keys in capitals of the object literals that the registry exports. */
function declaredCodes({ path, text }: SourceFile): { name: string; line: number }[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { name: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && code.test(node.name.text)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ name: node.name.text, line: line + 1 });
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  return found;
}

function textOf(files: readonly SourceFile[], inside: RegExp, without: RegExp): string {
  return files
    .filter(({ path }) => path.endsWith(".ts") && inside.test(path) && !without.test(path))
    .map(({ text }) => maskComments(text))
    .join("\n");
}
