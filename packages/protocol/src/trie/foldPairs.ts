import type { Hex } from "../bytes/Hex.js";
import { pairHash } from "./pairHash.js";

/**
 * The root that a leaf and its siblings give.
 * @param place The leaf's, from 0: its bit h says whether the node on level h is a right one.
 * @param siblings From the leaf's up.
 */
export function foldPairs(leaf: Hex, place: bigint, siblings: readonly Hex[]): Hex {
  return siblings.reduce(
    (node, sibling, level) =>
      ((place >> BigInt(level)) & 1n) === 1n ? pairHash(sibling, node) : pairHash(node, sibling),
    leaf,
  );
}
