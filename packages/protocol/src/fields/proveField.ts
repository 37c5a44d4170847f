import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import { ProtocolError } from "../errors.js";
import { fieldLeaf } from "./fieldLeaf.js";
import type { FieldProof } from "./FieldProof.js";
import type { FieldTree } from "./FieldTree.js";

/**
 * Proof of one field, which says nothing about the others.
 * @throws FIELD_UNKNOWN
 */
export function proveField(tree: FieldTree, name: string): FieldProof {
  const field = tree.fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    const known = tree.fields.map((candidate) => candidate.name).join(", ");
    throw new ProtocolError("FIELD_UNKNOWN", { field: name, known });
  }
  const proof: Hex[] = [];
  let index = tree.nodes.lastIndexOf(fieldLeaf(field));
  while (index > 0) {
    proof.push(tree.nodes[index % 2 === 1 ? index + 1 : index - 1] as Hex);
    index = (index - 1) >> 1;
  }
  return { ...field, field: keccak256(utf8(name)), proof };
}
