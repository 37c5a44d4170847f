import type { CompiledContract } from "./Build.js";
import { findNodes, type SyntaxNode } from "./syntaxTree.js";

/** The syntax trees of a contract and of the contracts it inherits from. */
export function familyOf({ name, inputSource, trees }: CompiledContract): SyntaxNode[] {
  const isContract = ({ nodeType }: SyntaxNode): boolean => nodeType === "ContractDefinition";
  const own = findNodes(trees.get(inputSource), isContract).find((node) => node["name"] === name);
  const bases = own?.["linearizedBaseContracts"];
  if (!Array.isArray(bases)) return [];
  return findNodes([...trees.values()], isContract).filter(({ id }) => bases.includes(id));
}
