import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { foldStatePath } from "./foldStatePath.js";
import { leafHash } from "./leafHash.js";
import { nodeHash } from "./nodeHash.js";
import { refuseStateProof } from "./refuseStateProof.js";
import { stateDigit } from "./stateDigit.js";
import { stateLevels } from "./stateLevels.js";
import type { StateProof } from "./StateProof.js";

/**
 * What the state under `root` holds for a key (TREE-15 to TREE-17).
 * @returns The value hash; bytes32(0) when the key is proven absent.
 * @throws STATE_PROOF_INVALID
 */
export function verifyStateProof(root: Hex, key: Hex, proof: StateProof): Hex {
  const { levels, end } = proof;
  if (levels.length > stateLevels) throw refuseStateProof("it has more than 128 levels");
  if (levels.some((children, level) => children[stateDigit(key, level)] !== zeroHash))
    throw refuseStateProof("it gives a sibling in the place of the key's own path");
  checkSibling(proof);
  if (foldStatePath(key, levels, childOf(key, proof)) !== root)
    throw refuseStateProof("it leads to another root");
  return end.kind === "empty" || end.kind === "other" ? zeroHash : end.valueHash;
}

/** Hash of what the path ends in. */
function childOf(key: Hex, { levels, end }: StateProof): Hex {
  if (end.kind === "empty") return zeroHash;
  if (end.kind !== "other") return leafHash({ key, valueHash: end.valueHash });
  if (end.leaf.key === key) throw refuseStateProof("it gives the key's own leaf as another's");
  if (levels.some((_, level) => stateDigit(end.leaf.key, level) !== stateDigit(key, level)))
    throw refuseStateProof("the other leaf does not lie on the key's path");
  return leafHash(end.leaf);
}

/** A preimage that is given must be that of the leaf's only sibling. */
function checkSibling({ levels, end }: StateProof): void {
  if (end.kind !== "ownBesideLeaf" && end.kind !== "ownBesideNode") return;
  const siblings = (levels.at(-1) ?? []).filter((child) => child !== zeroHash);
  if (siblings.length !== 1) throw refuseStateProof("it opens a sibling where there is not exactly one");
  const opened = end.kind === "ownBesideLeaf" ? leafHash(end.sibling) : nodeHash(end.sibling);
  if (opened !== siblings[0]) throw refuseStateProof("what it opens is not the sibling");
}
