import type { Hex } from "../bytes/Hex.js";
import { nodeHash } from "./nodeHash.js";
import type { StateChildren } from "./StateChildren.js";
import { stateDigit } from "./stateDigit.js";

/**
 * The root that a path gives.
 * @param levels The inner nodes on the path, the root first.
 * @param child Hash of what hangs below the last of them on the key's path.
 */
export function foldStatePath(key: Hex, levels: readonly StateChildren[], child: Hex): Hex {
  return levels.reduceRight((below, children, level) => {
    const [a, b, c, d] = children;
    const all: [Hex, Hex, Hex, Hex] = [a, b, c, d];
    all[stateDigit(key, level)] = below;
    return nodeHash(all);
  }, child);
}
