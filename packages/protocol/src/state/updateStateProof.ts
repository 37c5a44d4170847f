import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { foldStatePath } from "./foldStatePath.js";
import { leafHash } from "./leafHash.js";
import { refuseStateProof } from "./refuseStateProof.js";
import type { StateChildren } from "./StateChildren.js";
import { stateDigit } from "./stateDigit.js";
import type { StateLeaf } from "./StateLeaf.js";
import type { StateProof } from "./StateProof.js";
import { verifyStateProof } from "./verifyStateProof.js";

/**
 * The root after one leaf is inserted, changed or deleted (TREE-18, TREE-19).
 * @param proof For the leaf as it is under `root`; a removal needs the preimage of a lone sibling.
 * @param leaf The key with its new value hash; bytes32(0) deletes.
 * @throws STATE_PROOF_INVALID
 */
export function updateStateProof(root: Hex, proof: StateProof, leaf: StateLeaf): Hex {
  const present = verifyStateProof(root, leaf.key, proof);
  if (present === leaf.valueHash) return root;
  if (leaf.valueHash === zeroHash) return removeLeaf(proof, leaf.key);
  const levels =
    proof.end.kind === "other" ? splitLevels(proof.levels, leaf.key, proof.end.leaf) : proof.levels;
  return foldStatePath(leaf.key, levels, leafHash(leaf));
}

/** The path with as many inner nodes as put both leaves into children of their own. */
function splitLevels(levels: readonly StateChildren[], key: Hex, other: StateLeaf): StateChildren[] {
  const longer = [...levels];
  for (;;) {
    const digit = stateDigit(other.key, longer.length);
    const isParting = digit !== stateDigit(key, longer.length);
    longer.push(nodeWith(isParting ? leafHash(other) : zeroHash, digit));
    if (isParting) return longer;
  }
}

/** An inner node whose only child is `child`. */
function nodeWith(child: Hex, digit: number): StateChildren {
  const at = (index: number) => (index === digit ? child : zeroHash);
  return [at(0), at(1), at(2), at(3)];
}

/** Empties the leaf's place. A lone sibling that is a leaf moves up past every inner node it is alone in. */
function removeLeaf({ levels, end }: StateProof, key: Hex): Hex {
  const siblings = siblingsIn(levels.at(-1));
  if (siblings.length !== 1) return foldStatePath(key, levels, zeroHash);
  if (end.kind === "ownBesideNode") return foldStatePath(key, levels, zeroHash);
  if (end.kind !== "ownBesideLeaf") throw refuseStateProof("it does not open the lone sibling of the leaf");
  let depth = levels.length - 1;
  while (depth > 0 && siblingsIn(levels[depth - 1]).length === 0) depth--;
  return foldStatePath(key, levels.slice(0, depth), leafHash(end.sibling));
}

function siblingsIn(children: StateChildren | undefined): Hex[] {
  return (children ?? []).filter((child) => child !== zeroHash);
}
