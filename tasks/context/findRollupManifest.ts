import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import { readRollupManifest, type RollupManifest } from "@muniment/sdk";

import { manifestPath } from "./manifestPath.js";

/**
 * The manifest of the rollup that a chain is a lane of; undefined when there is none among the deployments.
 * @throws MANIFEST_INVALID
 */
export async function findRollupManifest(root: string, chainId: number): Promise<RollupManifest | undefined> {
  const folder = dirname(dirname(manifestPath(root, BigInt(chainId))));
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names.filter((path) => /^\d+[\\/]rollup-\d+\.json$/.test(path))) {
    const manifest = await readRollupManifest(join(folder, name));
    if (manifest.chainId === chainId) return manifest;
  }
  return undefined;
}
