import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { referenceStateRoot } from "./referenceStateRoot.js";
import type { StateChildren } from "./StateChildren.js";
import { stateDigit } from "./stateDigit.js";
import type { StateLeaf } from "./StateLeaf.js";
import type { StateProof, StateProofEnd } from "./StateProof.js";

/**
 * The proof for a key by the letter of the rules, without an index: what faster trees are tested against.
 * @param leaves Distinct keys; a value hash of bytes32(0) is absent.
 * @param isRemoval Whether to open a lone sibling of the key's leaf (TREE-19).
 */
export function referenceStateProof(leaves: readonly StateLeaf[], key: Hex, isRemoval = false): StateProof {
  let below = leaves.filter(({ valueHash }) => valueHash !== zeroHash);
  let beside: StateLeaf[][] = [];
  const levels: StateChildren[] = [];
  while (below.length > 1) {
    const level = levels.length;
    const children = [0, 1, 2, 3].map((digit) =>
      below.filter((leaf) => stateDigit(leaf.key, level) === digit),
    );
    const own = stateDigit(key, level);
    beside = children.filter((child, digit) => digit !== own && child.length > 0);
    const hash = (digit: number) =>
      digit === own ? zeroHash : referenceStateRoot(children[digit] ?? [], level + 1);
    levels.push([hash(0), hash(1), hash(2), hash(3)]);
    below = children[own] ?? [];
  }
  const end = endOf(below[0], key);
  const [lone, another] = beside;
  if (!isRemoval || end.kind !== "own" || lone === undefined || another !== undefined) return { levels, end };
  return { levels, end: openSibling(end.valueHash, lone, levels.length) };
}

function endOf(leaf: StateLeaf | undefined, key: Hex): StateProofEnd {
  if (leaf === undefined) return { kind: "empty" };
  if (leaf.key !== key) return { kind: "other", leaf };
  return { kind: "own", valueHash: leaf.valueHash };
}

/** The leaf or the children of the sibling that holds `leaves`, on a level. */
function openSibling(valueHash: Hex, leaves: readonly StateLeaf[], level: number): StateProofEnd {
  const [leaf, second] = leaves;
  if (leaf !== undefined && second === undefined) return { kind: "ownBesideLeaf", valueHash, sibling: leaf };
  const child = (digit: number) =>
    referenceStateRoot(
      leaves.filter(({ key }) => stateDigit(key, level) === digit),
      level + 1,
    );
  return { kind: "ownBesideNode", valueHash, sibling: [child(0), child(1), child(2), child(3)] };
}
