import type { Hex } from "../bytes/Hex.js";
import { ProtocolError } from "../errors.js";
import type { Field } from "./Field.js";
import { fieldLeaf } from "./fieldLeaf.js";
import { fieldNode } from "./fieldNode.js";
import type { FieldTree } from "./FieldTree.js";

/**
 * Builds the tree of OpenZeppelin's `merkle-tree` over salted fields, in any order.
 * @throws FIELDS_EMPTY, FIELD_DUPLICATE
 */
export function buildFieldTree(fields: readonly Field[]): FieldTree {
  if (fields.length === 0) throw new ProtocolError("FIELDS_EMPTY", {});
  const names = new Set<string>();
  for (const { name } of fields) {
    if (names.has(name)) throw new ProtocolError("FIELD_DUPLICATE", { field: name });
    names.add(name);
  }
  const leaves = fields.map(fieldLeaf).sort();
  const nodes = new Array<Hex>(leaves.length - 1).concat(leaves.reverse());
  for (let index = leaves.length - 2; index >= 0; index -= 1) {
    nodes[index] = fieldNode(nodes[2 * index + 1] as Hex, nodes[2 * index + 2] as Hex);
  }
  return { fields, nodes, root: nodes[0] as Hex };
}
