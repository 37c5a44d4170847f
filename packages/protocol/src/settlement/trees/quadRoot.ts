import { quadNode } from "./quadNode.js";
import type { QuadPath } from "./QuadPath.js";

/** The root that a leaf has on a path, or undefined when the path does not lead from it. */
export function quadRoot(leaf: bigint, { index, children }: QuadPath): bigint | undefined {
  let node = leaf;
  let place = index;
  for (const four of children) {
    if (four[Number(place & 3n)] !== node) return undefined;
    node = quadNode(four);
    place >>= 2n;
  }
  return place === 0n ? node : undefined;
}
