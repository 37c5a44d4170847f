import type { CompiledContract } from "./Build.js";
import { familyOf } from "./familyOf.js";
import { findNodes, isNode, type SyntaxNode } from "./syntaxTree.js";

/**
 * Where a contract keeps its state: slots counted by the compiler, members of ERC-7201 namespaces in order, and the
 * members of every struct that either refers to.
 */
export type StorageSnapshot = {
  slots: string[];
  namespaces: Record<string, string[]>;
  structs: Record<string, string[]>;
};

const location = /@custom:storage-location\s+erc7201:(\S+)/;

/** The storage layout of one contract, without the compiler's internal numbers. */
export function storageOf(contract: CompiledContract): StorageSnapshot {
  const { storage, types } = contract.layout ?? { storage: [], types: {} };
  const slots = storage.map(
    ({ label, offset, slot, type }) => `${slot}+${offset} ${label}: ${types[type]?.label ?? type}`,
  );
  const definitions = findNodes([...contract.trees.values()], ({ nodeType }) => nodeType === "StructDefinition");
  const inherited = findNodes(familyOf(contract), ({ nodeType }) => nodeType === "StructDefinition");
  const namespaces = inherited.flatMap((struct): [string, string[]][] => {
    const namespace = location.exec(documentationOf(struct))?.[1];
    return namespace === undefined ? [] : [[namespace, membersOf(struct)]];
  });
  const roots = [...slots, ...namespaces.flatMap(([, members]) => members)];
  return { slots, namespaces: sorted(namespaces), structs: structsNamedBy(roots, definitions) };
}

function structsNamedBy(roots: readonly string[], definitions: readonly SyntaxNode[]): Record<string, string[]> {
  const byName = new Map(definitions.map((struct) => [String(struct["canonicalName"]), membersOf(struct)]));
  const found = new Map<string, string[]>();
  const pending = [...roots];
  for (let line = pending.pop(); line !== undefined; line = pending.pop()) {
    for (const [, name = ""] of line.matchAll(/\bstruct ([\w.$]+)/g)) {
      const members = byName.get(name);
      if (members === undefined || found.has(name)) continue;
      found.set(name, members);
      pending.push(...members);
    }
  }
  return sorted([...found]);
}

function documentationOf({ documentation }: SyntaxNode): string {
  if (typeof documentation === "string") return documentation;
  return isNode(documentation) && typeof documentation["text"] === "string" ? documentation["text"] : "";
}

function membersOf({ members }: SyntaxNode): string[] {
  return (Array.isArray(members) ? members : []).filter(isNode).map((member) => {
    const described = isNode(member["typeDescriptions"]) ? member["typeDescriptions"]["typeString"] : undefined;
    return `${String(member["name"])}: ${String(described)}`;
  });
}

function sorted(entries: [string, string[]][]): Record<string, string[]> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
