import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { leafHash } from "./leafHash.js";
import { nodeHash } from "./nodeHash.js";
import { stateDigit } from "./stateDigit.js";
import type { StateLeaf } from "./StateLeaf.js";

/**
 * The root of a set of leaves by the letter of TREE-5 to TREE-9, without an index: what faster trees are tested against.
 * @param leaves Distinct keys; a value hash of bytes32(0) is absent.
 * @param level Digits that all the keys share, 0 for the whole tree.
 */
export function referenceStateRoot(leaves: readonly StateLeaf[], level = 0): Hex {
  const present = leaves.filter(({ valueHash }) => valueHash !== zeroHash);
  const [first, second] = present;
  if (first === undefined) return zeroHash;
  if (second === undefined) return leafHash(first);
  const child = (digit: number) =>
    referenceStateRoot(
      present.filter(({ key }) => stateDigit(key, level) === digit),
      level + 1,
    );
  return nodeHash([child(0), child(1), child(2), child(3)]);
}
