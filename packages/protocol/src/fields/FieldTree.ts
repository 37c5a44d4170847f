import type { Hex } from "../bytes/Hex.js";
import type { Field } from "./Field.js";

/**
 * The salted fields of a document under one root.
 * @param fields As given.
 * @param nodes The tree as an array: the root first, the children of node i at 2i + 1 and 2i + 2.
 * @param root nodes[0].
 */
export interface FieldTree {
  readonly fields: readonly Field[];
  readonly nodes: readonly Hex[];
  readonly root: Hex;
}
