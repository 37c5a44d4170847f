import type { Hex } from "../bytes/Hex.js";
import type { Field } from "./Field.js";
import { fieldLeaf } from "./fieldLeaf.js";
import { fieldNode } from "./fieldNode.js";

/** Whether a field with this name, value and salt is under the root. */
export function verifyField(root: Hex, field: Field & { readonly proof: readonly Hex[] }): boolean {
  return field.proof.reduce(fieldNode, fieldLeaf(field)) === root;
}
