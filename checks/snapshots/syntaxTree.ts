/** A node of the compiler's syntax tree. */
export type SyntaxNode = { readonly [key: string]: unknown };

/** Whether a value is a node or another plain object. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every node of the tree for which `isWanted` holds, in the order of the source. */
export function findNodes(tree: unknown, isWanted: (node: SyntaxNode) => boolean): SyntaxNode[] {
  if (Array.isArray(tree)) return tree.flatMap((child) => findNodes(child, isWanted));
  if (!isNode(tree)) return [];
  const below = Object.values(tree).flatMap((child) => findNodes(child, isWanted));
  return isWanted(tree) ? [tree, ...below] : below;
}
