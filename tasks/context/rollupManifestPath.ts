import { dirname, join } from "node:path";

import { manifestPath } from "./manifestPath.js";

/** Path of the manifest of a rollup's lane, beside that of L1's deployment. */
export function rollupManifestPath(root: string, l1ChainId: bigint, lane: bigint): string {
  return join(dirname(manifestPath(root, l1ChainId)), `rollup-${lane.toString()}.json`);
}
