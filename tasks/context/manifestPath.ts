import { join } from "node:path";

/**
 * Path of a chain's manifest: under `deployments/` of the project's root, or under the folder that the environment
 * variable MUNIMENT_DEPLOYMENTS names.
 */
export function manifestPath(root: string, chainId: bigint): string {
  const folder = process.env["MUNIMENT_DEPLOYMENTS"] ?? join(root, "deployments");
  return join(folder, chainId.toString(), "manifest.json");
}
