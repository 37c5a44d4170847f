import type { Hex } from "../bytes/Hex.js";
import type { StateChildren } from "./StateChildren.js";
import type { StateLeaf } from "./StateLeaf.js";

/**
 * What a key's path ends in: an empty child, the key's own leaf, or another leaf, which both show that a key is absent.
 * A proof for removal also opens the own leaf's sibling when it has exactly one, to show whether it moves up.
 */
export type StateProofEnd =
  | { readonly kind: "empty" }
  | { readonly kind: "own"; readonly valueHash: Hex }
  | { readonly kind: "other"; readonly leaf: StateLeaf }
  | { readonly kind: "ownBesideLeaf"; readonly valueHash: Hex; readonly sibling: StateLeaf }
  | { readonly kind: "ownBesideNode"; readonly valueHash: Hex; readonly sibling: StateChildren };

/**
 * That a key has a value hash or is absent, decoded (TREE-14).
 * @param levels The inner nodes on the path, the root first; the child on the path is left bytes32(0).
 */
export interface StateProof {
  readonly levels: readonly StateChildren[];
  readonly end: StateProofEnd;
}
