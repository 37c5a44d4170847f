import type { StateProofEnd } from "./StateProof.js";

/** What a path may end in; the position is the byte of TREE-14. */
export const stateProofEnds = [
  "empty",
  "own",
  "other",
  "ownBesideLeaf",
  "ownBesideNode",
] as const satisfies readonly StateProofEnd["kind"][];
