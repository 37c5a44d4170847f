import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { findNodes, isNode, type SyntaxNode } from "../snapshots/syntaxTree.js";
import { lineAt } from "../text/lineAt.js";

/**
 * State that only the contract sees is called `_name`, and so are functions that only contracts call; constants are
 * in capitals and the rest of the names plain. Mappings name their keys.
 * @param file The source.
 * @param tree The compiler's syntax tree of it.
 */
export function checkNames(file: SourceFile, tree: unknown): Finding[] {
  const bytes = Buffer.from(file.text, "utf8");
  const at = (node: SyntaxNode, message: string): Finding => {
    const offset = Number(String(node["src"]).split(":")[0]);
    return {
      file: file.path,
      line: lineAt(bytes.toString("utf8"), bytes.toString("utf8", 0, offset).length),
      message,
    };
  };
  const contracts = findNodes(tree, ({ nodeType }) => nodeType === "ContractDefinition");
  const members = contracts
    .filter(({ contractKind }) => contractKind === "contract")
    .flatMap(({ nodes }) => nodes);

  const nameFindings = members.filter(isNode).flatMap((node) => {
    const name = String(node["name"]);
    const isInner = node["visibility"] === "private" || node["visibility"] === "internal";
    if (node["nodeType"] === "VariableDeclaration" && node["stateVariable"] === true) {
      if (node["mutability"] === "constant") return [];
      if (isInner && !name.startsWith("_")) return [at(node, `${name} is inner state: call it _${name}`)];
    }
    if (node["nodeType"] === "FunctionDefinition" && node["kind"] === "function" && isInner) {
      if (!name.startsWith("_")) return [at(node, `${name} is an inner function: call it _${name}`)];
    }
    return [];
  });
  const mappings = findNodes(contracts, ({ nodeType }) => nodeType === "Mapping");
  return [
    ...nameFindings,
    ...mappings
      .filter(({ keyName }) => keyName === "")
      .map((node) => at(node, "a mapping whose key has no name")),
  ];
}
