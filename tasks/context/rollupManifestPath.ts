import { dirname, join } from "node:path";

import { manifestPath } from "./manifestPath.js";

/** Path of the manifest of a rollup's lane, beside that of its L1's other contracts. */
export function rollupManifestPath(root: string, l1ChainId: bigint, lane: bigint | number): string {
  return join(dirname(manifestPath(root, l1ChainId)), `rollup-${lane.toString()}.json`);
}
