import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { serialNode } from "./serialNode.js";

/**
 * All levels of a full binary tree, leaves first, root last.
 * @param leaves At least one leaf.
 * @param width A power of two; missing leaves are bytes32(0).
 */
export function foldSerialLevels(leaves: readonly Hex[], width: number): readonly (readonly Hex[])[] {
  const levels: Hex[][] = [Array.from({ length: width }, (_, index) => leaves[index] ?? zeroHash)];
  // The node over two padding leaves is the same everywhere on a level: hash it once.
  let padding = zeroHash;
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) {
    const above: Hex[] = [];
    const paddingAbove = serialNode(padding, padding);
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index] ?? padding;
      const right = level[index + 1] ?? padding;
      above.push(left === padding && right === padding ? paddingAbove : serialNode(left, right));
    }
    padding = paddingAbove;
    levels.push(above);
  }
  return levels;
}
